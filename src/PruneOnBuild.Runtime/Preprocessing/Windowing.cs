namespace PruneOnBuild.Runtime.Preprocessing;

/// <summary>
/// Copies the part of an image that lies in another window onto it: a smaller window crops, a larger one pads with one value.
/// </summary>
/// <param name="x">Column of the image's left edge in the window; below 0 where the window begins within the image.</param>
internal sealed class Windowing(ImageAxes from, ImageAxes to, int x, int y, float value) : ImageStep(from, to)
{
    protected override void Apply(ReadOnlySpan<float> from, Span<float> to)
    {
        to.Fill(value);
        var (left, right) = (Math.Max(x, 0), Math.Min(To.Width, x + From.Width));
        for (var plane = 0; plane < To.Planes; plane++)
            for (var row = Math.Max(y, 0); row < Math.Min(To.Height, y + From.Height); row++)
                from.Slice(((plane * From.Height) + row - y) * From.Row + (left - x) * From.Step, (right - left) * From.Step)
                    .CopyTo(to[((plane * To.Height + row) * To.Row + left * To.Step)..]);
    }
}
