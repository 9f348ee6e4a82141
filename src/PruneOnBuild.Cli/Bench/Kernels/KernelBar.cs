using System.Collections.Immutable;
using PruneOnBuild.Kernels;

namespace PruneOnBuild.Cli.Bench.Kernels;

/// <summary>The speed-up over the dense runtime that a family shall have, as a geometric mean over its shapes, on one thread.</summary>
internal static class KernelBar
{
    /// <summary>Those that bars are set for.</summary>
    public static ImmutableArray<double> Sparsities { get; } = [0.5, 0.6, 0.7, 0.8, 0.9, 0.95];

    /// <summary>Null where none is set.</summary>
    /// <param name="instructions">What this project's kernels and the dense runtime's both run on.</param>
    public static double? Of(InstructionSet instructions, KernelFamily family, int blockRows, double sparsity) =>
        Sparsities.IndexOf(sparsity) is var index && index >= 0 ? Of(instructions, family, blockRows)[index] : null;

    /// <summary>Block rows that are measured.</summary>
    public static int[] Blocks(KernelFamily family) => family == KernelFamily.MatVec ? [1, 4, 16] : [1, 2, 4];

    private static double?[] Of(InstructionSet instructions, KernelFamily family, int blockRows) => (instructions, family, blockRows) switch
    {
        (InstructionSet.Avx512, KernelFamily.Conv1x1, 1) => [1.45, null, 2.3, 3.2, 5.2, 8.0],
        (InstructionSet.Avx512, KernelFamily.Conv3x3, 1) => [1.2, null, 1.9, 2.7, 4.7, 7.0],
        (InstructionSet.Avx512, KernelFamily.Conv1x1 or KernelFamily.Conv3x3, 4) => [1.8, null, 3.0, 4.2, 7.3, 11.7],
        (InstructionSet.Avx512, KernelFamily.MatMul, 1) => [null, null, 2.4, 3.6, 6.0, 9.3],
        (InstructionSet.Avx512, KernelFamily.MatVec, 16) => [2.0, null, 3.8, 5.8, 16, 30],
        // A product of one row is bound by reading its weights, and gains where blocks make that cheap.
        (InstructionSet.Avx2, not KernelFamily.MatVec, _) or (InstructionSet.Avx2, _, 16) => [null, 1.0, null, null, 2.5, null],
        _ => new double?[Sparsities.Length],
    };
}
