using PruneOnBuild.Pruning.Layers;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Pruning.Recovery;

/// <summary>Cuts what a batch says of a pair of layers into pieces that a thread works on within its caches.</summary>
internal static class PairPieces
{
    /// <summary>Positions of the first layer in a piece, about.</summary>
    private const int Positions = 2048;

    /// <param name="samples">How many of the batch, its first ones.</param>
    /// <param name="given">Of the pruned model: the first layer's input, and what the second's output is added to.</param>
    /// <param name="between">Of the dense model: the first layer's output.</param>
    /// <param name="target">Of the dense model: the second layer's output, and what it is added to.</param>
    /// <param name="kept">For each output channel of the first and of the second layer the dense layer's channel that it was.</param>
    public static IEnumerable<PairRows> Of(
        LayerPair pair, SampleBatch batch, int samples, IReadOnlyList<Tensor> given, Tensor between, IReadOnlyList<Tensor> target,
        (int[] First, int[] Second) kept)
    {
        var (first, second) = (pair.First, pair.Second);
        var perSample = first.Positions(given[0], batch.Rows);
        var input = given[0].Dims;
        var outputs = second.Positions(first.OutputDims(input.AsSpan()), batch.Rows);
        var (wanted, beside) = ResidualTarget.Targets(
            second, batch, target, pair.Shortcut is null ? null : given[1], kept.Second, All(second.Outputs), All(outputs));
        var hidden = first.Values(between, batch.Rows, kept.First, All(perSample));
        var size = Math.Clamp(Positions / perSample, 1, samples);
        for (var sample = 0; sample < samples; sample += size)
        {
            var count = Math.Min(size, samples - sample);
            yield return new PairRows(
                first.Planes(given[0], sample, count), input, Of(hidden, sample, count, batch.Rows), Of(wanted, sample, count, batch.Count),
                beside is null ? null : Of(beside, sample, count, batch.Count));
        }

        static float[] Of(float[] rows, int sample, int count, int samples)
        {
            var values = rows.Length / samples;
            return rows[(sample * values)..((sample + count) * values)];
        }
    }

    private static int[] All(int count) => [.. Enumerable.Range(0, count)];
}
