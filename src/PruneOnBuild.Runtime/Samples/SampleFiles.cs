using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace PruneOnBuild.Runtime.Samples;

/// <summary>The files that a set of samples is read from.</summary>
/// <param name="Full">The declared file or folder.</param>
/// <param name="All">Full paths of all files.</param>
/// <param name="Hash">SHA-256 over what they hold, 64 hexadecimal digits.</param>
internal sealed record SampleFiles(string Full, ImmutableArray<string> All, string Hash)
{
    public static SampleFiles Single(string full)
    {
        using var stream = File.OpenRead(full);
        return new SampleFiles(full, [full], Convert.ToHexStringLower(SHA256.HashData(stream)));
    }

    /// <summary>Names from <paramref name="folder"/> on are hashed too, because classes go by them.</summary>
    public static SampleFiles Several(string full, string folder, ImmutableArray<string> files)
    {
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files)
        {
            all.AppendData(Encoding.UTF8.GetBytes(Path.GetRelativePath(folder, file).Replace('\\', '/') + "\n"));
            using var stream = File.OpenRead(file);
            all.AppendData(SHA256.HashData(stream));
        }

        return new SampleFiles(full, files, Convert.ToHexStringLower(all.GetHashAndReset()));
    }
}
