namespace PruneOnBuild.Benchmarks.SparseModels;

/// <param name="Text">Part of the names of networks to measure; empty: all.</param>
/// <param name="Threads">One run for each.</param>
internal sealed record SparseModelsOptions(string Text, int[] Threads)
{
    /// <summary>Null: not understood.</summary>
    public static SparseModelsOptions? Parse(string[] arguments) => arguments switch
    {
        [] => new("", [1, 2]),
        [.. var rest, "threads", var count] => int.TryParse(count, out int threads) && threads > 0 ? Parse(rest) is { } options ? options with { Threads = [threads] } : null : null,
        [var text] => new(text, [1, 2]),
        _ => null,
    };
}
