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

    private static IEnumerable<string> Lines(string folder) =>
        Directory.EnumerateFiles(folder).Where(file => Path.GetFileName(file) != FileName).Order(StringComparer.Ordinal)
            .Select(file => $"{ContentHash.OfFile(file)} {Path.GetFileName(file)}");
}
