using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PruneOnBuild.Cli.Caching;

/// <summary>SHA-256 over labelled parts, so that no two lists of parts run together into one key.</summary>
internal sealed class ContentHash
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>64 lower-case hexadecimal digits of a file's content, read as a stream.</summary>
    public static string OfFile(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    /// <summary>
    /// The content of a file, or of all files of a folder with their names; independent of where it lies and of dates.
    /// </summary>
    public static string OfFileOrFolder(string path)
    {
        if (!Directory.Exists(path))
            return OfFile(path);
        var hash = new ContentHash();
        foreach (string file in Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
                     .Select(file => Path.GetRelativePath(path, file).Replace('\\', '/')).Order(StringComparer.Ordinal))
        {
            hash.Add(file, OfFile(Path.Combine(path, file)));
        }
        return hash.ToKey();
    }

    public ContentHash Add(string label, string? value)
    {
        string text = value ?? "";
        string length = value is null ? "null" : text.Length.ToString(CultureInfo.InvariantCulture);
        _hash.AppendData(Encoding.UTF8.GetBytes($"{label}:{length}:{text}\n"));
        return this;
    }

    /// <summary>The key of all parts so far: 128 of the 256 bits, because keys are names of folders and Windows counts their length.</summary>
    public string ToKey() => Convert.ToHexStringLower(_hash.GetCurrentHash().AsSpan(0, 16));
}
