using System.Collections.Immutable;
using PruneOnBuild.Policy;

namespace PruneOnBuild.Runtime.Preprocessing;

/// <summary>The declared steps, fitted to samples of one shape. Everything is computed in float32, in the declared order.</summary>
internal sealed class Preprocessor
{
    private readonly ImmutableArray<IFittedStep> _steps;

    private Preprocessor(ImmutableArray<IFittedStep> steps, ImmutableArray<long> dims)
    {
        _steps = steps;
        Dims = dims;
    }

    /// <summary>Dimensions of one sample after all steps, without the batch axis.</summary>
    public ImmutableArray<long> Dims { get; }

    /// <param name="dims">Dimensions of one stored sample, without the batch axis.</param>
    /// <param name="arePictures">Samples are decoded images, so that channels are known to lie last.</param>
    /// <param name="areBytes">Samples are stored as uint8, and a resize rounds as one of images does.</param>
    /// <exception cref="Policy.Diagnostics.PruneOnBuildException">A step does not fit such samples.</exception>
    public static Preprocessor Fit(
        ImmutableArray<Located<PreprocessStep>> steps, ImmutableArray<long> dims, bool arePictures = false, bool areBytes = false)
    {
        // A layout step says that samples are stored channels-last; without one, their shape shows where the channels lie.
        var isLast = arePictures || steps.Any(step => step.Value is PreprocessStep.Layout);
        var fitting = new StepFitting(dims, isLast ? TensorLayout.Nhwc : null, areBytes);
        ImmutableArray<IFittedStep> fitted = [.. steps.Select(fitting.Fit).OfType<IFittedStep>()];
        return new Preprocessor(fitted, fitting.Dims);
    }

    /// <summary>Applies all steps to <paramref name="samples"/> samples that follow one another; may write into and return the same array.</summary>
    public float[] Apply(float[] values, int samples)
    {
        foreach (var step in _steps)
            values = step.Apply(values, samples);
        return values;
    }
}
