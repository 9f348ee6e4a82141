using System.Runtime.Intrinsics.X86;
using PruneOnBuild.Policy;
using PruneOnBuild.Pruning.Groups;

namespace PruneOnBuild.Pruning.Search.Latency;

/// <summary>The widths at which a group's latency may step.</summary>
internal static class StairWidths
{
    /// <summary>Each width costs measurements in all layers around.</summary>
    private const int MostWidths = 8;

    /// <summary>No kernel is fast at a width that is no multiple of this.</summary>
    private const int Finest = 4;

    /// <summary>
    /// What the target declares; else the width of the vectors: the runtime's convolutions work on blocks of 16 channels with AVX-512, of 8
    /// elsewhere.
    /// </summary>
    public static int MultipleOf(TargetPolicy target) =>
        target.Widths ?? (target.Hardware == Hardware.Cpu && Avx512F.IsSupported ? 16 : 8);

    /// <summary>What all widths are multiples of, where groups have a span of 1.</summary>
    public static int FinestOf(TargetPolicy target) => target.Widths ?? Finest;

    /// <summary>
    /// Widths below all of the group's channels, the greatest first: multiples of the step, 8 at most. Where the target declares none, also
    /// multiples of 4 below the step: a convolution that reads less than a block takes another kernel, which may well save time.
    /// </summary>
    public static int[] Of(ChannelGroup group, TargetPolicy target) => Of(group, MultipleOf(target), declared: target.Widths is not null);

    internal static int[] Of(ChannelGroup group, int multiple, bool declared)
    {
        var channels = group.Channels.Length;
        var step = Widths.MultipleOf(group, multiple);
        var count = Widths.Below(channels, step) / step;
        var stride = Math.Max(1, (count + MostWidths - 1) / MostWidths);
        var steps = Enumerable.Range(1, count / stride).Select(i => i * stride * step);
        var fine = Widths.MultipleOf(group, Finest);
        var below = declared ? [] : Enumerable.Range(1, (Math.Min(step, channels) - 1) / fine).Select(i => i * fine);
        return [.. below.Concat(steps).Reverse()];
    }
}
