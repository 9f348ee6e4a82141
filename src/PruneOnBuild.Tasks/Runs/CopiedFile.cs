namespace PruneOnBuild.Tasks.Runs;

/// <summary>A file on its way from the cache into the output folder, under another name until all are there.</summary>
internal sealed record CopiedFile(string Temporary, string Path, bool IsWhole)
{
    /// <summary>The copy is what is held against the hash: nothing can change it any more.</summary>
    public static CopiedFile Of(PublishedFile file, string cache, string output)
    {
        var path = System.IO.Path.Combine(output, System.IO.Path.GetFileName(file.Path));
        var copy = new CopiedFile(path + ".tmp", path, IsWhole: false);
        if (!IsBelow(cache, file.Path) || !File.Exists(file.Path))
            return copy;
        File.Copy(file.Path, copy.Temporary, overwrite: true);
        SealedFolder.Touch(System.IO.Path.GetDirectoryName(file.Path)!);
        return copy with { IsWhole = Contents.OfFile(copy.Temporary) == file.Sha256 };
    }

    public void Discard() => File.Delete(Temporary);

    public void Publish()
    {
        File.Delete(Path);
        File.Move(Temporary, Path);
    }

    private static bool IsBelow(string folder, string path) =>
        System.IO.Path.GetFullPath(path).StartsWith(folder + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
