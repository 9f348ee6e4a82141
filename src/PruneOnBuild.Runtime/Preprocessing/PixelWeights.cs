using PruneOnBuild.Policy;

namespace PruneOnBuild.Runtime.Preprocessing;

/// <summary>What stored pixels along one axis give to a new one; the weights sum to 1.</summary>
/// <param name="First">Number of the first stored pixel that counts.</param>
internal readonly record struct PixelWeights(int First, float[] Weights)
{
    // PIL's curve with filters that widen, OpenCV's with those that do not (Keys 1981, "Cubic convolution interpolation", has both).
    private const double WideningCubic = -0.5;
    private const double FixedCubic = -0.75;

    public static PixelWeights[] Of(int from, int to, ResizeFilter filter, bool antialias)
    {
        var scale = (double)from / to;
        return [.. Enumerable.Range(0, to).Select(target => filter switch
        {
            ResizeFilter.Nearest => new PixelWeights(Math.Min(from - 1, (int)((target + 0.5) * scale)), [1]),
            ResizeFilter.Area => Covered(target, scale, from),
            _ => Curve(target, scale, from, filter, antialias),
        })];
    }

    // Each stored pixel counts by the part of it that the new one covers.
    private static PixelWeights Covered(int target, double scale, int from)
    {
        var (low, high) = (target * scale, Math.Min(from, (target + 1) * scale));
        var first = (int)low;
        var last = Math.Min(from - 1, (int)Math.Ceiling(high) - 1);
        return Normalized(first, [.. Enumerable.Range(first, Math.Max(1, last - first + 1))
            .Select(pixel => Math.Max(0, Math.Min(high, pixel + 1) - Math.Max(low, pixel)))]);
    }

    private static PixelWeights Curve(int target, double scale, int from, ResizeFilter filter, bool antialias)
    {
        var width = antialias ? Math.Max(1, scale) : 1;
        var support = (filter == ResizeFilter.Bilinear ? 1 : 2) * width;
        var center = (target + 0.5) * scale;
        Func<double, double> curve = filter == ResizeFilter.Bilinear
            ? Triangle
            : distance => Cubic(distance, antialias ? WideningCubic : FixedCubic);
        if (antialias)
        {
            // Pixels outside the image are left out, and the others share their weight.
            var low = Math.Max(0, (int)(center - support + 0.5));
            var high = Math.Min(from, (int)(center + support + 0.5));
            return Normalized(low, [.. Enumerable.Range(low, high - low).Select(pixel => curve((pixel - center + 0.5) / width))]);
        }

        // Pixels outside the image are as the nearest one within.
        var begin = (int)Math.Floor(center - 0.5 - support) + 1;
        var taps = Enumerable.Range(begin, (int)(2 * support)).Select(pixel => (
            Pixel: Math.Clamp(pixel, 0, from - 1), Weight: curve(pixel - center + 0.5))).ToArray();
        var (first, last) = (taps[0].Pixel, taps[^1].Pixel);
        return Normalized(first, [.. Enumerable.Range(first, last - first + 1)
            .Select(pixel => taps.Where(tap => tap.Pixel == pixel).Sum(tap => tap.Weight))]);
    }

    private static PixelWeights Normalized(int first, double[] weights)
    {
        var sum = weights.Sum();
        return new PixelWeights(first, [.. weights.Select(weight => (float)(weight / sum))]);
    }

    private static double Triangle(double distance) => Math.Max(0, 1 - Math.Abs(distance));

    private static double Cubic(double distance, double a)
    {
        var x = Math.Abs(distance);
        return x < 1 ? ((a + 2) * x - (a + 3)) * x * x + 1
            : x < 2 ? (((x - 5) * x + 8) * x - 4) * a
            : 0;
    }
}
