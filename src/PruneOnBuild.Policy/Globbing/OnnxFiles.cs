namespace PruneOnBuild.Policy.Globbing;

/// <summary>Walks folders for .onnx files, leaving out what builds write and what hides: bin, obj, dot folders, links.</summary>
internal static class OnnxFiles
{
    private const string Extension = ".onnx";

    // A policy's folder can be somebody's home; no project has more models than this.
    private const int MostFolders = 20_000;

    // Linked files are models like any other; only linked folders could lead in a circle.
    private static readonly EnumerationOptions Files = new() { IgnoreInaccessible = true };

    private static readonly EnumerationOptions Folders = new()
    {
        IgnoreInaccessible = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
    };

    /// <summary>Full paths below <paramref name="folder"/>, in ordinal order within each folder, nearer folders first.</summary>
    public static IEnumerable<string> Below(string folder)
    {
        var waiting = new Queue<string>();
        waiting.Enqueue(folder);
        for (var visited = 0; visited < MostFolders && waiting.TryDequeue(out var current); visited++)
        {
            if (!Directory.Exists(current))
                continue;
            foreach (var file in Sorted(Directory.EnumerateFiles(current, "*", Files)))
                if (file.EndsWith(Extension, StringComparison.OrdinalIgnoreCase))
                    yield return file;
            foreach (var inner in Sorted(Directory.EnumerateDirectories(current, "*", Folders)))
                if (!IsLeftOut(Path.GetFileName(inner)))
                    waiting.Enqueue(inner);
        }
    }

    private static bool IsLeftOut(string folder) =>
        folder.StartsWith('.')
        || folder.Equals("bin", StringComparison.OrdinalIgnoreCase)
        || folder.Equals("obj", StringComparison.OrdinalIgnoreCase)
        || folder.Equals("node_modules", StringComparison.OrdinalIgnoreCase);

    private static IOrderedEnumerable<string> Sorted(IEnumerable<string> paths) => paths.Order(StringComparer.Ordinal);
}
