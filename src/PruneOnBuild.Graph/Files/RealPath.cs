namespace PruneOnBuild.Graph.Files;

/// <summary>A path without symbolic links, in its folders either.</summary>
internal static class RealPath
{
    // As many as Linux follows before it gives up.
    private const int MaxLinks = 40;

    /// <exception cref="IOException">Links lead in a circle.</exception>
    public static string Of(string path) => Of(Path.GetFullPath(path), MaxLinks);

    private static string Of(string path, int linksLeft)
    {
        if (linksLeft == 0) throw new IOException($"Too many symbolic links in '{path}'.");
        var real = Path.GetPathRoot(path)!;
        foreach (var part in path[real.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            var next = Path.Combine(real, part);
            var target = new FileInfo(next).LinkTarget;
            real = target is null ? next : Of(Path.GetFullPath(target, real), linksLeft - 1);
        }
        return real;
    }
}
