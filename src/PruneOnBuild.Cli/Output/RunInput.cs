namespace PruneOnBuild.Cli.Output;

/// <summary>A file or a whole folder that a verdict depends on.</summary>
/// <param name="Path">In full.</param>
/// <param name="IsThere">When the run began. Where nothing lay, something may change the verdict.</param>
internal sealed record RunInput(string Path, bool IsThere)
{
    public static RunInput Of(string path) => new(path, System.IO.Path.Exists(path));
}
