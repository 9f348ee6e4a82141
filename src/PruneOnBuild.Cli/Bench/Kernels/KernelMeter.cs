using PruneOnBuild.Kernels;
using PruneOnBuild.Kernels.Lanes;

namespace PruneOnBuild.Cli.Bench.Kernels;

/// <summary>Measures a shape: the dense runtime, the sparse kernels and the core's peak in turn.</summary>
internal sealed class KernelMeter(InstructionSet? instructions, int threads) : IKernelMeter
{
    private readonly SpinningWorkers? _spinning = threads > 1 ? new SpinningWorkers(threads) : null;

    private IWorkers Workers => _spinning ?? (IWorkers)CallingThread.Only;

    public KernelResult Measure(KernelShape shape)
    {
        var dense = DenseRival.All(shape, threads);
        var patterns = KernelBar.Blocks(shape.Family).SelectMany(block => KernelBar.Sparsities.Select(sparsity => (block, sparsity))).ToArray();
        var sparse = Array.ConvertAll(patterns, p => new SparseRival(shape, p.block, p.sparsity, instructions, Workers));
        try
        {
            var set = InstructionSets.Choose(instructions);
            var times = InterleavedTimer.Medians(
                [FmaPeak.Once(set), .. dense.Select(rival => (Action)rival.Run), .. sparse.Select(rival => (Action)rival.Run)]);
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
            foreach (var rival in dense)
                rival.Dispose();
            foreach (var rival in sparse)
                rival.Dispose();
        }
    }

    public void Dispose() => _spinning?.Dispose();
}
