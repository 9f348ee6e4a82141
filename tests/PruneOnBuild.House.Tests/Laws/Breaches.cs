namespace PruneOnBuild.House.Tests.Laws;

/// <summary>Fails with every breach of a law on a line of its own.</summary>
internal static class Breaches
{
    internal static void None(IEnumerable<string> breaches)
    {
        var found = breaches.ToArray();
        Assert.True(found.Length == 0, string.Join(Environment.NewLine, found));
    }
}
