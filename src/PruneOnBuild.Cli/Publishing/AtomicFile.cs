namespace PruneOnBuild.Cli.Publishing;

/// <summary>Files that appear whole or not at all: written under a temporary name in the same folder, then renamed.</summary>
internal static class AtomicFile
{
    public static void WriteAllText(string path, string text) => Write(path, temporary => File.WriteAllText(temporary, text));

    public static void Copy(string source, string path) => Write(path, temporary => File.Copy(source, temporary));

    private static void Write(string path, Action<string> write)
    {
        string folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        RemoveAbandoned(folder, Path.GetFileName(path));
        string temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            write(temporary);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
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
