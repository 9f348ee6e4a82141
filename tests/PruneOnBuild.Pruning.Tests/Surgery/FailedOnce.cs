namespace PruneOnBuild.Pruning.Tests.Surgery;

/// <summary>
/// Random graphs that broke a law before the tool was mended, shrunk and as <c>PruneOnBuild.Benchmarks laws --shrink</c> prints them. A
/// recipe names its blocks, so it stays the same graph when the catalogue grows; a block whose own choices change must have its lines here
/// drawn anew.
/// </summary>
internal static class FailedOnce
{
    public static readonly IReadOnlyList<(string Recipe, string What)> Recipes =
    [
    ];
}
