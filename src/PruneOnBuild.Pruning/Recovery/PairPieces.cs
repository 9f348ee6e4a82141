using PruneOnBuild.Pruning.Algebra;
using PruneOnBuild.Pruning.Layers;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Pruning.Recovery;

/// <summary>Cuts what a batch says of a pair of layers into pieces that a thread works on within its caches.</summary>
internal static class PairPieces
{
    /// <summary>Positions of the first layer in a piece, about.</summary>
    private const int Positions = 2048;

    /// <param name="given">Of the pruned model: the first layer's input, and what the second's output is added to.</param>
    /// <param name="target">Of the dense model: the second layer's output, and what it is added to.</param>
    /// <param name="kept">For each output channel of the second layer the dense layer's channel that it was.</param>
    public static IEnumerable<PairRows> Of(LayerPair pair, SampleBatch batch, IReadOnlyList<Tensor> given, IReadOnlyList<Tensor> target, int[] kept)
    {
        var (first, second) = (pair.First, pair.Second);
        var perSample = first.Positions(given[0], batch.Rows);
        var hidden = first.OutputDims(given[0]);
        var outputs = second.Positions(Like(hidden), batch.Rows);
        var (wanted, beside) = ResidualTarget.Targets(
            second, batch, target, pair.Shortcut is null ? null : given[1], kept, All(second.Outputs), All(outputs));
        var size = Math.Clamp(Positions / perSample, 1, batch.Count);
        for (var sample = 0; sample < batch.Count; sample += size)
        {
            var count = Math.Min(size, batch.Count - sample);
            long[] dims = [count, .. given[0].Dims[1..]];
            var x = new float[count * perSample * first.Features];
            first.Unfold(first.Planes(given[0], sample, count), dims, x);
            yield return new PairRows(x, Columns(wanted, sample, count), beside is null ? null : Columns(beside, sample, count), [count, .. hidden[1..]]);
        }

        float[] Columns(float[] rows, int sample, int count)
        {
            var values = rows.Length / batch.Count;
            return Batch.Transposed(rows.AsSpan(sample * values, count * values), second.Outputs);
        }
    }

    private static Tensor Like(long[] dims) => Tensor.Of(new float[dims.Aggregate(1L, (product, dim) => product * dim)], dims);

    private static int[] All(int count) => [.. Enumerable.Range(0, count)];
}
