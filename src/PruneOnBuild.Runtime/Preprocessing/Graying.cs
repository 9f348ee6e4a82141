using PruneOnBuild.Policy;

namespace PruneOnBuild.Runtime.Preprocessing;

/// <summary>Red, green and blue by their weight (ITU-R BT.601 or BT.709). Gray stays exactly as it is.</summary>
/// <param name="isBgr">Blue comes first.</param>
internal sealed class Graying(ImageAxes axes, GrayWeights weights, bool isBgr) : ImageStep(axes, axes with { Channels = 1 })
{
    protected override void Apply(ReadOnlySpan<float> from, Span<float> to)
    {
        var (red, blue) = weights == GrayWeights.Bt601 ? (0.299f, 0.114f) : (0.2126f, 0.0722f);
        var ((first, step), (green, _), (last, _)) = (From.Channel(0), From.Channel(1), From.Channel(2));
        var (r, b) = isBgr ? (last, first) : (first, last);
        for (var pixel = 0; pixel < to.Length; pixel++)
        {
            var at = pixel * step;
            var middle = from[green + at];
            to[pixel] = middle + red * (from[r + at] - middle) + blue * (from[b + at] - middle);
        }
    }
}
