namespace PruneOnBuild.Tasks.Runs;

/// <summary>A file or a whole folder that a verdict depends on.</summary>
/// <param name="Path">In full.</param>
/// <param name="IsThere">When the run began. Where nothing lay, something may change the verdict.</param>
internal sealed record RunInput(string Path, bool IsThere)
{
    /// <summary>Whether it is now as it was when the run began: what was written since then, the run may have read or not.</summary>
    /// <param name="start">In UTC.</param>
    public bool IsAsBefore(DateTime start) => IsThere
        ? File.Exists(Path) ? File.GetLastWriteTimeUtc(Path) < start : Directory.Exists(Path) && IsFolderAsBefore(start)
        : !File.Exists(Path) && !Directory.Exists(Path);

    private bool IsFolderAsBefore(DateTime start) =>
        Directory.EnumerateFileSystemEntries(Path, "*", SearchOption.AllDirectories).Append(Path).All(entry => File.GetLastWriteTimeUtc(entry) < start);
}
