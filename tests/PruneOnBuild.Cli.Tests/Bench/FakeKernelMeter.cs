using System.Collections.Immutable;
using PruneOnBuild.Cli.Bench.Kernels;

namespace PruneOnBuild.Cli.Tests.Bench;

/// <summary>Dense takes 100 us and sparse 20 us at 10 % of the peak; blocks of one only ever got the thread's own time.</summary>
internal sealed class FakeKernelMeter : IKernelMeter
{
    public ImmutableArray<double> Sparsities { get; set; }

    public List<KernelShape> Shapes { get; } = [];

    public KernelResult Measure(KernelShape shape)
    {
        Shapes.Add(shape);
        var patterns = KernelBar.Blocks(shape.Family).SelectMany(block => Sparsities.Select(sparsity => (block, sparsity))).ToArray();
        return new(
            shape, new(100e-6, false), patterns.ToDictionary(pattern => pattern, pattern => new KernelTime(20e-6, pattern.block == 1)),
            patterns.ToDictionary(pattern => pattern, _ => 0.1));
    }
}
