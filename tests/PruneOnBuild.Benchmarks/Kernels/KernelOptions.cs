using PruneOnBuild.Kernels;

namespace PruneOnBuild.Benchmarks.Kernels;

/// <param name="Text">Part of the names of families or shapes to measure; empty: all.</param>
internal sealed record KernelOptions(string Text, int Threads, InstructionSet? Instructions)
{
    /// <summary>Null: not understood.</summary>
    public static KernelOptions? Parse(string[] arguments) => arguments switch
    {
        [] => new("", 1, null),
        [.. var rest, "threads", var count] => int.TryParse(count, out int threads) && threads > 0 ? Parse(rest) is { } options ? options with { Threads = threads } : null : null,
        [.. var rest, "with", var name] => Enum.TryParse<InstructionSet>(name, true, out var set) && Parse(rest) is { } options ? options with { Instructions = set } : null,
        [var text] => new(text, 1, null),
        _ => null,
    };
}
