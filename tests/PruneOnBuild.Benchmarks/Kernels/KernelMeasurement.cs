using PruneOnBuild.Kernels;
using PruneOnBuild.Kernels.Lanes;

namespace PruneOnBuild.Benchmarks.Kernels;

/// <summary>Measures a shape: the dense runtime, the sparse kernels and the core's peak in turn.</summary>
internal sealed class KernelMeasurement(InstructionSet? instructions, int threads, IWorkers workers)
{
    public KernelResult Measure(KernelShape shape)
    {
        var dense = DenseRival.All(shape, threads);
        var patterns = KernelBar.Blocks(shape.Family).SelectMany(block => KernelBar.Sparsities.Select(sparsity => (block, sparsity))).ToArray();
        var sparse = Array.ConvertAll(patterns, p => new SparseRival(shape, p.block, p.sparsity, instructions, workers));
        try
        {
            var set = InstructionSets.Choose(instructions);
            double[] times = InterleavedTimer.Medians(
                [FmaPeak.Once(set), .. dense.Select(rival => (Action)rival.Run), .. sparse.Select(rival => (Action)rival.Run)]);
            double peak = FmaPeak.Operations(set) / times[0] * threads;
            var ours = times.AsSpan(1 + dense.Length);
            var (seconds, shares) = (new Dictionary<(int, double), double>(), new Dictionary<(int, double), double>());
            for (int i = 0; i < patterns.Length; i++)
            {
                seconds[patterns[i]] = ours[i];
                shares[patterns[i]] = 2.0 * sparse[i].NonZeros * shape.Pixels / ours[i] / peak;
            }
            return new(shape, times[1..(1 + dense.Length)].Min(), seconds, shares);
        }
        finally
        {
            foreach (var rival in dense)
                rival.Dispose();
            foreach (var rival in sparse)
                rival.Dispose();
        }
    }
}
