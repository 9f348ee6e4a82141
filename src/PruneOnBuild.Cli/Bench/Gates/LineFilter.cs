namespace PruneOnBuild.Cli.Bench.Gates;

/// <summary>Which lines of <c>bench gates</c> are wanted.</summary>
/// <param name="Only">Part of "section: name", in any case; null: all.</param>
internal sealed record LineFilter(string? Only)
{
    public bool Takes(string section, string name) =>
        Only is null || $"{section}: {name}".Contains(Only, StringComparison.OrdinalIgnoreCase);
}
