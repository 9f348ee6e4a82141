namespace PruneOnBuild.Testing;

/// <summary>A folder that is gone after the test.</summary>
public sealed class TemporaryFolder : IDisposable
{
    private int _count;

    public string Path { get; } = Directory.CreateTempSubdirectory("prune-on-build-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public string NewFolder() => Directory.CreateDirectory(File($"{++_count}")).FullName;

    /// <summary>Writes a file, and the folders above it, and gives its full path.</summary>
    public string Write(string name, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(File(name))!);
        System.IO.File.WriteAllText(File(name), text);
        return File(name);
    }

    /// <summary>All files below, relative, with forward slashes, sorted.</summary>
    public IReadOnlyList<string> AllFiles() =>
        [.. Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories)
            .Select(file => System.IO.Path.GetRelativePath(Path, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
