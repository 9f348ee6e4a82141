using PruneOnBuild.Kernels.Lanes;

namespace PruneOnBuild.Kernels.Product;

/// <summary>The kernels of one instruction set.</summary>
internal static unsafe class GroupKernels<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    /// <param name="patterns">1, 2 or 4.</param>
    /// <param name="vectors">1 to 6.</param>
    public static delegate*<TilePass*, void> Of(int patterns, int vectors) => patterns switch
    {
        1 => Of<OnePattern>(vectors),
        2 => Of<TwoPatterns>(vectors),
        _ => Of<FourPatterns>(vectors),
    };

    private static delegate*<TilePass*, void> Of<TPatterns>(int vectors)
        where TPatterns : unmanaged => vectors switch
        {
            1 => &GroupKernel.Run<TLanes, TVector, OneVector, TPatterns>,
            2 => &GroupKernel.Run<TLanes, TVector, TwoVectors, TPatterns>,
            3 => &GroupKernel.Run<TLanes, TVector, ThreeVectors, TPatterns>,
            4 => &GroupKernel.Run<TLanes, TVector, FourVectors, TPatterns>,
            5 => &GroupKernel.Run<TLanes, TVector, FiveVectors, TPatterns>,
            _ => &GroupKernel.Run<TLanes, TVector, SixVectors, TPatterns>,
        };
}
