using System.Runtime.Intrinsics;
using PruneOnBuild.Kernels.Lanes;

namespace PruneOnBuild.Kernels.Conv.Depthwise;

/// <summary>The kernel with the widest vectors that fit into a row of the output.</summary>
internal static unsafe class DepthwiseKernels
{
    /// <summary>Pixels of a position; 1 for rows narrower than any vector.</summary>
    public static int Lanes(InstructionSet set, int width) => (set, width) switch
    {
        (InstructionSet.Avx512, >= 16) => 16,
        (InstructionSet.Avx512 or InstructionSet.Avx2, >= 8) => 8,
        (_, >= 4) => 4,
        _ => 1,
    };

    public static delegate*<DepthwisePass*, void> Of(InstructionSet set, int lanes) => (set, lanes) switch
    {
        (_, 1) => &DepthwiseKernel.RunOnes,
        (_, 16) => &DepthwiseKernel.Run<Avx512Lanes, Vector512<float>>,
        (_, 8) => &DepthwiseKernel.Run<Avx2Lanes, Vector256<float>>,
        (InstructionSet.Avx512 or InstructionSet.Avx2, _) => &DepthwiseKernel.Run<FmaLanes, Vector128<float>>,
        (InstructionSet.AdvSimd, _) => &DepthwiseKernel.Run<ArmLanes, Vector128<float>>,
        _ => &DepthwiseKernel.Run<ScalarLanes, FourFloats>,
    };
}
