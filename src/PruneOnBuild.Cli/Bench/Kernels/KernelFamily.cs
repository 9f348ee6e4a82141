namespace PruneOnBuild.Cli.Bench.Kernels;

/// <summary>Shapes whose speed-ups are averaged together.</summary>
internal enum KernelFamily
{
    Conv1x1,
    Conv3x3,

    /// <summary>128 rows.</summary>
    MatMul,

    /// <summary>One row.</summary>
    MatVec,
}
