using PruneOnBuild.Cli.Output;

namespace PruneOnBuild.Cli.Caching.Shared;

/// <summary>A folder, mostly on a network share. It is never created: where a share is not mounted, nothing is to lie in its place.</summary>
internal sealed class FolderStore(string folder) : ISharedStore
{
    public bool TryRead(string name, string target, long most)
    {
        CheckFolder();
        string path = Path.Combine(folder, name);
        if (!File.Exists(path))
            return false;
        using var source = File.OpenRead(path);
        BoundedCopy.Run(source, target, most, CancellationToken.None).GetAwaiter().GetResult();
        return true;
    }

    public void Write(string name, string source)
    {
        CheckFolder();
        AtomicFile.Copy(source, Path.Combine(folder, name));
    }

    public void Dispose()
    {
    }

    private void CheckFolder()
    {
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException("the folder does not exist");
    }
}
