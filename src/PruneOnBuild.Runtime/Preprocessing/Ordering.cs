namespace PruneOnBuild.Runtime.Preprocessing;

/// <summary>RGB to BGR, or back.</summary>
internal sealed class Ordering(ImageAxes axes) : ImageStep(axes, axes)
{
    protected override void Apply(ReadOnlySpan<float> from, Span<float> to)
    {
        for (var channel = 0; channel < From.Channels; channel++)
        {
            var ((read, step), (written, _)) = (From.Channel(channel), To.Channel(From.Channels - 1 - channel));
            for (var pixel = 0; pixel < From.Height * From.Width; pixel++)
                to[written + pixel * step] = from[read + pixel * step];
        }
    }
}
