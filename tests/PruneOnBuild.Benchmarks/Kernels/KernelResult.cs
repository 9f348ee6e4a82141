namespace PruneOnBuild.Benchmarks.Kernels;

/// <summary>What one shape took.</summary>
/// <param name="Dense">Seconds of the runtime in its fastest formulation.</param>
/// <param name="Sparse">Seconds by block rows and sparsity.</param>
/// <param name="PeakShare">Of the multiply-adds per second that the core can do, by block rows and sparsity.</param>
internal sealed record KernelResult(
    KernelShape Shape, double Dense, IReadOnlyDictionary<(int BlockRows, double Sparsity), double> Sparse,
    IReadOnlyDictionary<(int BlockRows, double Sparsity), double> PeakShare)
{
    public double Speedup((int BlockRows, double Sparsity) pattern) => Dense / Sparse[pattern];
}
