namespace PruneOnBuild.Runtime.Preprocessing;

/// <summary>A step that makes another image of each image.</summary>
internal abstract class ImageStep(ImageAxes from, ImageAxes to) : IFittedStep
{
    /// <summary>The image afterwards.</summary>
    public ImageAxes To => to;

    protected ImageAxes From => from;

    public float[] Apply(float[] values, int samples)
    {
        var made = new float[checked(samples * to.Length)];
        for (var sample = 0; sample < samples; sample++)
            Apply(values.AsSpan(sample * from.Length, from.Length), made.AsSpan(sample * to.Length, to.Length));
        return made;
    }

    protected abstract void Apply(ReadOnlySpan<float> from, Span<float> to);
}
