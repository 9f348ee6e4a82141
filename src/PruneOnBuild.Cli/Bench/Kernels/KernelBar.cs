namespace PruneOnBuild.Cli.Bench.Kernels;

/// <summary>The speed-up over the dense runtime that a family shall have, as a geometric mean over its shapes, on AVX-512 and one thread.</summary>
internal static class KernelBar
{
    public static double[] Sparsities { get; } = [0.5, 0.7, 0.8, 0.9, 0.95];

    /// <summary>One for each sparsity; null where none is set.</summary>
    public static double?[] Of(KernelFamily family, int blockRows) => (family, blockRows) switch
    {
        (KernelFamily.Conv1x1, 1) => [1.45, 2.3, 3.2, 5.2, 8.0],
        (KernelFamily.Conv3x3, 1) => [1.2, 1.9, 2.7, 4.7, 7.0],
        (KernelFamily.Conv1x1 or KernelFamily.Conv3x3, 4) => [1.8, 3.0, 4.2, 7.3, 11.7],
        (KernelFamily.MatMul, 1) => [null, 2.4, 3.6, 6.0, 9.3],
        (KernelFamily.MatVec, 16) => [2.0, 3.8, 5.8, 16, 30],
        _ => new double?[Sparsities.Length],
    };

    /// <summary>Block rows that are measured.</summary>
    public static int[] Blocks(KernelFamily family) => family == KernelFamily.MatVec ? [1, 4, 16] : [1, 2, 4];
}
