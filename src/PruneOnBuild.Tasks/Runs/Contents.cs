using System.Security.Cryptography;
using System.Text;

namespace PruneOnBuild.Tasks.Runs;

/// <summary>What lies on disk, by content; each file is read once.</summary>
internal sealed class Contents
{
    private const string None = "none";

    private readonly Dictionary<string, string> _known = [];

    /// <summary>Of a file, of all files below a folder with their names, or that nothing lies there.</summary>
    public string Of(string path)
    {
        if (!_known.TryGetValue(path, out var hash))
            _known[path] = hash = File.Exists(path) ? OfFile(path) : Directory.Exists(path) ? OfFolder(path) : None;
        return hash;
    }

    /// <summary>64 lower-case hexadecimal digits.</summary>
    /// <exception cref="InvalidDataException">The file is empty. It may be a pipe with a name, which would never end: that is left to the worker.</exception>
    public static string OfFile(string path)
    {
        if (new FileInfo(path).Length == 0)
            throw new InvalidDataException($"'{path}' holds nothing");
        using var stream = File.OpenRead(path);
        using var sha = SHA256.Create();
        return Hexadecimal(sha.ComputeHash(stream));
    }

    public static string OfBytes(byte[] bytes)
    {
        using var sha = SHA256.Create();
        return Hexadecimal(sha.ComputeHash(bytes));
    }

    /// <summary>Each part with its length, so that no two lists run together.</summary>
    public static string OfParts(IEnumerable<string> parts) =>
        OfBytes(Encoding.UTF8.GetBytes(string.Concat(parts.Select(part => FormattableString.Invariant($"{part.Length}:{part}\n")))));

    private static string OfFolder(string folder) =>
        OfParts(FilesBelow(folder).SelectMany(file => new[] { file.Substring(folder.Length), OfFile(file) }));

    private static IEnumerable<string> FilesBelow(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).OrderBy(file => file, StringComparer.Ordinal);

    private static string Hexadecimal(byte[] hash) => BitConverter.ToString(hash).Replace("-", "").ToLowerInvariant();
}
