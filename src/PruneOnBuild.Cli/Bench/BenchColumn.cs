namespace PruneOnBuild.Cli.Bench;

/// <param name="Group">Whose figures it holds; "" where they are nobody's.</param>
/// <param name="Width">Columns of text.</param>
internal sealed record BenchColumn(string Group, string Title, int Width);
