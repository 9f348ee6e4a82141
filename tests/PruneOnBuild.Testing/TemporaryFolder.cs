namespace PruneOnBuild.Testing;

/// <summary>A folder that is gone after the test.</summary>
public sealed class TemporaryFolder : IDisposable
{
    private int _count;

    public string Path { get; } = Directory.CreateTempSubdirectory("prune-on-build-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public string NewFolder() => Directory.CreateDirectory(File($"{++_count}")).FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
