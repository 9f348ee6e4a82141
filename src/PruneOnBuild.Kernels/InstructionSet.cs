namespace PruneOnBuild.Kernels;

/// <summary>The vector instructions that a kernel is written in, from the plainest to the widest.</summary>
public enum InstructionSet
{
    Scalar,
    AdvSimd,
    Avx2,
    Avx512,
}
