using System.Security.Cryptography;
using System.Text;

namespace PruneOnBuild.Cli.Caching;

/// <summary>What an entry of the cache is called.</summary>
/// <param name="Stage">What the entry holds: a folder of the cache.</param>
/// <param name="Key">All that the entry depends on, as <see cref="ContentHash.ToKey"/> gives it.</param>
internal sealed record EntryKey(string Stage, string Key)
{
    /// <summary>What the shared cache calls it: 64 hexadecimal digits, which servers of Bazel's protocol ask for.</summary>
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"prune-on-build {this}")));

    public override string ToString() => $"{Stage}/{Key}";
}
