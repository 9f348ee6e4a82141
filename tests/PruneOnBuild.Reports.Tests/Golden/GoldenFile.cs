using PruneOnBuild.Testing;

namespace PruneOnBuild.Reports.Tests.Golden;

/// <summary>
/// A text that was once read and found good. To accept new ones, run the tests with PRUNEONBUILD_ACCEPT=1 and read the
/// difference.
/// </summary>
internal static class GoldenFile
{
    public static void Verify(string name, string actual)
    {
        string path = Path.Combine(Repository.Root, "tests", "PruneOnBuild.Reports.Tests", "Golden", name);
        if (Environment.GetEnvironmentVariable("PRUNEONBUILD_ACCEPT") == "1")
            File.WriteAllText(path, actual);
        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), actual);
    }
}
