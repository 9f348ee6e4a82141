namespace PruneOnBuild.Runtime.Preprocessing;

/// <summary>A preprocess step that knows the shape of the samples it works on.</summary>
internal interface IFittedStep
{
    /// <summary>Works on <paramref name="samples"/> samples that follow one another; returns the same array or a new one.</summary>
    float[] Apply(float[] values, int samples);
}
