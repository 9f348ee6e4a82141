using System.Collections.Immutable;
using Microsoft.ML.OnnxRuntime;
using PruneOnBuild.Kernels;
using PruneOnBuild.Kernels.Lanes;

namespace PruneOnBuild.Cli.Bench.Kernels;

/// <summary>Measures a shape: the dense runtime, the sparse kernels and the core's peak in turn.</summary>
/// <param name="instructions">Null: the widest that this processor has; with several threads always.</param>
internal sealed class KernelMeter(InstructionSet? instructions, int threads, ImmutableArray<double> sparsities) : IKernelMeter
{
    public KernelResult Measure(KernelShape shape)
    {
        var patterns = KernelBar.Blocks(shape.Family).SelectMany(block => sparsities.Select(sparsity => (block, sparsity))).ToArray();
        IRival[] dense = [.. LayerModel.Dense(shape, RandomWeights.Of(shape, 1, 0)).Select(layer => new LayerSession(layer.Model, layer.Level, threads))];
        var sparse = Array.ConvertAll(patterns, pattern => Sparse(shape, pattern.block, pattern.sparsity));
        try
        {
            var set = InstructionSets.Choose(instructions);
            var times = InterleavedTimer.Medians([FmaPeak.Once(set), .. Rivals().Select(rival => (Action)rival.Run)]);
            double peak = FmaPeak.Operations(set) / times[0].Seconds * threads;
            var ours = times.AsSpan(1 + dense.Length);
            var (measured, shares) = (new Dictionary<(int, double), KernelTime>(), new Dictionary<(int, double), double>());
            for (int i = 0; i < patterns.Length; i++)
            {
                measured[patterns[i]] = ours[i];
                shares[patterns[i]] = 2.0 * sparse[i].NonZeros * shape.Pixels / ours[i].Seconds / peak;
            }
            return new(shape, times[1..(1 + dense.Length)].MinBy(time => time.Seconds), measured, shares);
        }
        finally
        {
            foreach (var rival in Rivals())
                rival.Dispose();
        }

        IEnumerable<IRival> Rivals() => dense.Concat(sparse.Select(pair => pair.Rival));
    }

    private (IRival Rival, long NonZeros) Sparse(KernelShape shape, int blockRows, double sparsity)
    {
        float[] weights = RandomWeights.Of(shape, blockRows, sparsity);
        IRival rival = threads == 1
            ? new SparseRival(shape, weights, blockRows, instructions)
            : new LayerSession(LayerModel.Sparse(shape, weights, blockRows), GraphOptimizationLevel.ORT_ENABLE_ALL, threads);
        return (rival, weights.Length - weights.AsSpan().Count(0f));
    }
}
