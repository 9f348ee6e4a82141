namespace PruneOnBuild.Cli.Caching;

/// <summary>The list of an entry's files and their hashes, written last: what it does not vouch for is not used.</summary>
internal static class EntrySeal
{
    private const string FileName = "seal.txt";

    public static string PathIn(string folder) => Path.Combine(folder, FileName);

    public static void Write(string folder) => File.WriteAllLines(PathIn(folder), Lines(folder));

    /// <summary>True when every file is as it was written; the seal's date then says that the entry is in use.</summary>
    /// <exception cref="IOException">The entry is thrown away at this moment.</exception>
    public static bool TryUse(string folder)
    {
        string seal = PathIn(folder);
        if (!File.Exists(seal) || !File.ReadLines(seal).SequenceEqual(Lines(folder)))
            return false;
        File.SetLastWriteTimeUtc(seal, DateTime.UtcNow);
        return true;
    }

    /// <summary>Full paths of the entry's own files, always in the same order.</summary>
    public static IEnumerable<string> FilesOf(string folder) =>
        Directory.EnumerateFiles(folder).Where(file => !IsSeal(Path.GetFileName(file))).Order(StringComparer.Ordinal);

    /// <summary>Whether a file of this name would take the seal's place, on any file system.</summary>
    public static bool IsSeal(string name) => name.Equals(FileName, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> Lines(string folder) =>
        FilesOf(folder).Select(file => $"{ContentHash.OfFile(file)} {Path.GetFileName(file)}");
}
