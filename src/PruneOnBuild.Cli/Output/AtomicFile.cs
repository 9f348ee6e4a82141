using PruneOnBuild.Graph.Files;

namespace PruneOnBuild.Cli.Output;

/// <summary>Files that appear whole or not at all: written under a temporary name in the same folder, then renamed.</summary>
internal static class AtomicFile
{
    public static void WriteAllText(string path, string text) => Write(path, content =>
    {
        using var writer = new StreamWriter(content, leaveOpen: true);
        writer.Write(text);
    });

    public static void Copy(string source, string path) => Write(path, content =>
    {
        using var stream = File.OpenRead(source);
        stream.CopyTo(content);
    });

    private static void Write(string path, Action<Stream> write)
    {
        string folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        RemoveAbandoned(folder, Path.GetFileName(path));
        using var file = new PendingFile(path);
        write(file.Content);
        file.Commit();
    }

    /// <summary>What a killed process left; a file that is being written now is younger.</summary>
    private static void RemoveAbandoned(string folder, string name)
    {
        foreach (string temporary in Directory.EnumerateFiles(folder, $"{name}.*.tmp"))
        {
            if (DateTime.UtcNow - File.GetLastWriteTimeUtc(temporary) > TimeSpan.FromHours(1))
                File.Delete(temporary);
        }
    }
}
