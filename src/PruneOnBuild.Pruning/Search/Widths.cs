using PruneOnBuild.Pruning.Groups;

namespace PruneOnBuild.Pruning.Search;

/// <summary>
/// The widths that a group may have: all of its channels, or a multiple of the target's. Latency is a staircase in the channel count, so a
/// width between two steps costs accuracy and saves no time.
/// </summary>
internal static class Widths
{
    /// <summary>The multiple that a group's channel count keeps: fewer where each channel takes several indices along.</summary>
    public static int MultipleOf(ChannelGroup group, int multiple)
    {
        var (a, b) = (multiple, group.Span);
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }

        return multiple / a;
    }

    /// <summary>The next width below; 0 where there is none. A group is never emptied.</summary>
    public static int Below(int width, int multiple) => (width - 1) / multiple * multiple;

    /// <summary>The allowed width nearest to (1 - ratio) times the channels, at least one step.</summary>
    public static int Nearest(int channels, double ratio, int multiple)
    {
        var wanted = (1 - ratio) * channels;
        var below = (int)(wanted / multiple) * multiple;
        var above = Math.Min(below + multiple, channels);
        var nearest = wanted - below < above - wanted ? below : above;
        return nearest > 0 ? nearest : above;
    }
}
