namespace PruneOnBuild.Pruning.Algebra.Kernels;

/// <summary>Bits in a vector register. Every width gives the same bits in the result.</summary>
internal enum VectorWidth
{
    Bits128 = 128,
    Bits256 = 256,
    Bits512 = 512,
}
