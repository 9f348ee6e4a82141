using System.Security.Cryptography;
using System.Text;

namespace PruneOnBuild.Cli.Caching.Shared;

/// <summary>An entry of the cache as the shared one calls it.</summary>
internal sealed record SharedKey(string Stage, string Key)
{
    /// <summary>64 hexadecimal digits, which servers of Bazel's protocol ask for.</summary>
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"prune-on-build {this}")));

    public override string ToString() => $"{Stage}/{Key}";
}
