namespace PruneOnBuild.Cli.Bench.Kernels;

/// <summary>What one shape took.</summary>
/// <param name="Dense">Of the runtime in its fastest formulation.</param>
/// <param name="Sparse">By block rows and sparsity.</param>
/// <param name="PeakShare">Of the multiply-adds per second that the core can do, by block rows and sparsity.</param>
internal sealed record KernelResult(
    KernelShape Shape, KernelTime Dense, IReadOnlyDictionary<(int BlockRows, double Sparsity), KernelTime> Sparse,
    IReadOnlyDictionary<(int BlockRows, double Sparsity), double> PeakShare)
{
    public double Speedup((int BlockRows, double Sparsity) pattern) => Dense.Seconds / Sparse[pattern].Seconds;
}
