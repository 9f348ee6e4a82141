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
    /// <exception cref="Policy.Diagnostics.PruneOnBuildException">A step does not fit such samples.</exception>
    public static Preprocessor Fit(ImmutableArray<Located<PreprocessStep>> steps, ImmutableArray<long> dims)
    {
        var fitted = ImmutableArray.CreateBuilder<IFittedStep>(steps.Length);
        // A layout step says that samples are stored channels-last; without one, the number of means shows where the channels lie.
        var layout = steps.Any(step => step.Value is PreprocessStep.Layout) ? TensorLayout.Nhwc : (TensorLayout?)null;
        foreach (var step in steps)
        {
            switch (step.Value)
            {
                case PreprocessStep.Scale scale:
                    fitted.Add(new Scaling((float)scale.Factor));
                    break;
                case PreprocessStep.Normalize normalize:
                    fitted.Add(Normalizing.Fit(normalize, dims, layout, step.Location));
                    break;
                case PreprocessStep.Layout { To: var to }:
                    dims = WithChannelAxis(dims, layout, step);
                    if (to != layout)
                    {
                        var transposing = Transposing.Fit(dims, to);
                        fitted.Add(transposing);
                        dims = transposing.Dims;
                    }

                    layout = to;
                    break;
                default:
                    throw new InvalidOperationException($"Step {step.Value} is unknown here.");
            }
        }

        return new Preprocessor(fitted.DrainToImmutable(), dims);
    }

    /// <summary>Applies all steps to <paramref name="samples"/> samples that follow one another; may write into and return the same array.</summary>
    public float[] Apply(float[] values, int samples)
    {
        foreach (var step in _steps)
            values = step.Apply(values, samples);
        return values;
    }

    private static ImmutableArray<long> WithChannelAxis(
        ImmutableArray<long> dims, TensorLayout? layout, Located<PreprocessStep> step) => dims.Length switch
    {
        3 => dims,
        2 when layout == TensorLayout.Nhwc => dims.Add(1),
        _ => throw RuntimeErrors.LayoutNeedsImages(step.Location, dims),
    };
}
