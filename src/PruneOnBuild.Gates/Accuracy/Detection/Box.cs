using PruneOnBuild.Policy;

namespace PruneOnBuild.Gates.Accuracy.Detection;

/// <summary>A rectangle by its edges, in whatever unit the outputs have.</summary>
internal readonly record struct Box(double Left, double Top, double Right, double Bottom)
{
    /// <param name="four">As <paramref name="format"/> has them.</param>
    public static Box Of(ReadOnlySpan<float> four, BoxFormat format) => format switch
    {
        BoxFormat.Xyxy => new(four[0], four[1], four[2], four[3]),
        BoxFormat.Xywh => new(four[0], four[1], (double)four[0] + four[2], (double)four[1] + four[3]),
        _ => new(four[0] - four[2] / 2.0, four[1] - four[3] / 2.0, four[0] + four[2] / 2.0, four[1] + four[3] / 2.0),
    };

    /// <summary>Intersection over union, in [0, 1]; 0 for boxes without area.</summary>
    public double Overlap(Box other)
    {
        var width = Math.Min(Right, other.Right) - Math.Max(Left, other.Left);
        var height = Math.Min(Bottom, other.Bottom) - Math.Max(Top, other.Top);
        if (width <= 0 || height <= 0)
            return 0;
        var both = width * height;
        return both / (Area + other.Area - both);
    }

    private double Area => (Right - Left) * (Bottom - Top);
}
