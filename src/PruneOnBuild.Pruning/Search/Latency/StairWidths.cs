using System.Runtime.Intrinsics.X86;
using PruneOnBuild.Policy;
using PruneOnBuild.Pruning.Groups;

namespace PruneOnBuild.Pruning.Search.Latency;

/// <summary>The widths at which a group's latency may step.</summary>
internal static class StairWidths
{
    /// <summary>Each width costs measurements in all layers around.</summary>
    private const int MostWidths = 8;

    /// <summary>
    /// What the target declares; else the width of the vectors: the runtime's convolutions work on blocks of 16 channels with AVX-512, of 8
    /// elsewhere.
    /// </summary>
    public static int MultipleOf(TargetPolicy target) =>
        target.Widths ?? (target.Hardware == Hardware.Cpu && Avx512F.IsSupported ? 16 : 8);

    /// <summary>Widths below all of the group's channels, the greatest first, 8 at most; none where the group is no wider than one step.</summary>
    public static int[] Of(ChannelGroup group, int multiple)
    {
        var step = Widths.MultipleOf(group, multiple);
        var count = Widths.Below(group.Channels.Length, step) / step;
        var stride = Math.Max(1, (count + MostWidths - 1) / MostWidths);
        return [.. Enumerable.Range(1, count / stride).Select(i => i * stride * step).Reverse()];
    }
}
