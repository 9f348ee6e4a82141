using PruneOnBuild.Policy;

namespace PruneOnBuild.Runtime.Preprocessing;

/// <summary>Another number of pixels: first along rows, then along columns.</summary>
/// <param name="areBytes">Values are whole numbers from 0 to 255 and stay such after each of the two, as in PIL.</param>
internal sealed class Resizing(ImageAxes from, ImageAxes to, ResizeFilter filter, bool antialias, bool areBytes) : ImageStep(from, to)
{
    private readonly PixelWeights[] _columns = PixelWeights.Of(from.Width, to.Width, filter, antialias);
    private readonly PixelWeights[] _rows = PixelWeights.Of(from.Height, to.Height, filter, antialias);

    /// <summary>The size that a step asks for.</summary>
    public static (long Width, long Height) SizeOf(PreprocessStep.Resize step, ImageAxes from)
    {
        if (step.Width > 0)
            return (step.Width, step.Height);
        var isWide = from.Width >= from.Height;
        var (lengthier, shorter) = isWide ? (from.Width, from.Height) : (from.Height, from.Width);
        // As torchvision rounds, and as letterboxes of detectors are made.
        var (longSide, shortSide) = step.ShortSide > 0
            ? ((long)step.ShortSide * lengthier / shorter, (long)step.ShortSide)
            : (step.LongSide, Math.Max(1, (long)Math.Round((double)step.LongSide * shorter / lengthier)));
        return isWide ? (longSide, shortSide) : (shortSide, longSide);
    }

    protected override void Apply(ReadOnlySpan<float> from, Span<float> to)
    {
        var wide = new float[To.Width * From.Height * To.Step];
        for (var plane = 0; plane < To.Planes; plane++)
        {
            Rows(from.Slice(plane * From.Height * From.Row, From.Height * From.Row), wide);
            Columns(wide, to.Slice(plane * To.Height * To.Row, To.Height * To.Row));
        }
    }

    private void Rows(ReadOnlySpan<float> from, Span<float> wide)
    {
        for (var y = 0; y < From.Height; y++)
            for (var x = 0; x < To.Width; x++)
                for (var channel = 0; channel < To.Step; channel++)
                {
                    var (first, weights) = _columns[x];
                    var sum = 0f;
                    for (var tap = 0; tap < weights.Length; tap++)
                        sum += weights[tap] * from[y * From.Row + (first + tap) * From.Step + channel];
                    wide[(y * To.Width + x) * To.Step + channel] = Stored(sum);
                }
    }

    private void Columns(ReadOnlySpan<float> wide, Span<float> to)
    {
        for (var y = 0; y < To.Height; y++)
        {
            var (first, weights) = _rows[y];
            var row = to.Slice(y * To.Row, To.Row);
            row.Clear();
            for (var tap = 0; tap < weights.Length; tap++)
                for (var index = 0; index < row.Length; index++)
                    row[index] += weights[tap] * wide[(first + tap) * To.Row + index];
            for (var index = 0; index < row.Length; index++)
                row[index] = Stored(row[index]);
        }
    }

    private float Stored(float value) => areBytes ? Math.Clamp(MathF.Floor(value + 0.5f), byte.MinValue, byte.MaxValue) : value;
}
