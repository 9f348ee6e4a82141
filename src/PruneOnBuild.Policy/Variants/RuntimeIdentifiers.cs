namespace PruneOnBuild.Policy.Variants;

/// <summary>The portable runtime identifiers of .NET: a system, a dash, an architecture.</summary>
internal static class RuntimeIdentifiers
{
    private static readonly string[] s_systems =
    [
        "win", "linux", "linux-musl", "linux-bionic", "osx", "maccatalyst", "ios", "iossimulator", "tvos", "tvossimulator", "android", "browser",
        "wasi", "freebsd", "any", "unix",
    ];

    private static readonly string[] s_architectures =
        ["x64", "x86", "arm64", "arm", "armv6", "wasm", "s390x", "ppc64le", "riscv64", "loongarch64"];

    /// <summary>Those that a misspelt one is compared with.</summary>
    public static IEnumerable<string> Common =>
        ["default", .. s_systems.SelectMany(_ => s_architectures, (system, architecture) => $"{system}-{architecture}")];

    public static bool IsOne(string text) =>
        text.LastIndexOf('-') is > 0 and var dash && s_systems.Contains(text[..dash]) && s_architectures.Contains(text[(dash + 1)..]);
}
