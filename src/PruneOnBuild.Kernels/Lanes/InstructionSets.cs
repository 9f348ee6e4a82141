using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace PruneOnBuild.Kernels.Lanes;

/// <summary>Which instruction sets this processor has.</summary>
internal static class InstructionSets
{
    public static IReadOnlyList<InstructionSet> Available { get; } = [.. Enum.GetValues<InstructionSet>().Where(IsAvailable)];

    public static InstructionSet Best => Available[^1];

    /// <exception cref="PlatformNotSupportedException">This processor lacks what is asked for.</exception>
    public static InstructionSet Choose(InstructionSet? asked) => asked is not { } set ? Best
        : IsAvailable(set) ? set
        : throw new PlatformNotSupportedException($"This processor has no {set}; it has {string.Join(", ", Available)}.");

    private static bool IsAvailable(InstructionSet set) => set switch
    {
        InstructionSet.Scalar => true,
        InstructionSet.AdvSimd => AdvSimd.Arm64.IsSupported,
        InstructionSet.Avx2 => Avx2.IsSupported && Fma.IsSupported,
        // Where 512 bits only slow the processor's clock down, .NET doesn't call them accelerated.
        InstructionSet.Avx512 => Avx512F.IsSupported && Vector512.IsHardwareAccelerated,
        _ => false,
    };
}
