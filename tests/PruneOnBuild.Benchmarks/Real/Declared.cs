using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Benchmarks.Real;

/// <summary>Settings that no policy file declares.</summary>
internal static class Declared
{
    public static SourceLocation Place { get; } = new("real");

    public static Located<T> At<T>(T value) => new(value, Place);
}
