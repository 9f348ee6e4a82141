using PruneOnBuild.Kernels.Lanes;

namespace PruneOnBuild.Kernels.Product;

/// <summary>The kernels of one instruction set.</summary>
internal static unsafe class GroupKernels<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    /// <param name="patterns">1, 2 or 4.</param>
    /// <param name="vectors">1 to 6.</param>
    /// <param name="hasHalf">Half a vector follows; with at most 5.</param>
    public static delegate*<TilePass*, void> Of(int patterns, int vectors, bool hasHalf) => patterns switch
    {
        1 => Of<OnePattern>(vectors, hasHalf),
        2 => Of<TwoPatterns>(vectors, hasHalf),
        _ => Of<FourPatterns>(vectors, hasHalf),
    };

    private static delegate*<TilePass*, void> Of<TPatterns>(int vectors, bool hasHalf)
        where TPatterns : unmanaged => (vectors, hasHalf) switch
        {
            (1, false) => &GroupKernel.Run<TLanes, TVector, OneVector, TPatterns>,
            (2, false) => &GroupKernel.Run<TLanes, TVector, TwoVectors, TPatterns>,
            (3, false) => &GroupKernel.Run<TLanes, TVector, ThreeVectors, TPatterns>,
            (4, false) => &GroupKernel.Run<TLanes, TVector, FourVectors, TPatterns>,
            (5, false) => &GroupKernel.Run<TLanes, TVector, FiveVectors, TPatterns>,
            (_, false) => &GroupKernel.Run<TLanes, TVector, SixVectors, TPatterns>,
            (1, _) => &GroupKernel.Run<TLanes, TVector, OneAndHalf, TPatterns>,
            (2, _) => &GroupKernel.Run<TLanes, TVector, TwoAndHalf, TPatterns>,
            (3, _) => &GroupKernel.Run<TLanes, TVector, ThreeAndHalf, TPatterns>,
            (4, _) => &GroupKernel.Run<TLanes, TVector, FourAndHalf, TPatterns>,
            _ => &GroupKernel.Run<TLanes, TVector, FiveAndHalf, TPatterns>,
        };
}
