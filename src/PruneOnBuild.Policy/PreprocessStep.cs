using System.Collections.Immutable;

namespace PruneOnBuild.Policy;

/// <summary>One step from stored samples to what the model reads, applied in the declared order.</summary>
public abstract record PreprocessStep
{
    private PreprocessStep()
    {
    }

    /// <summary>Every value times <paramref name="Factor"/>, as float32.</summary>
    public sealed record Scale(double Factor) : PreprocessStep;

    /// <summary>(value - mean) / std per channel, as float32; one value each, or one for all channels.</summary>
    public sealed record Normalize(ImmutableArray<double> Mean, ImmutableArray<double> Std) : PreprocessStep;

    /// <summary>Samples are stored channels-last (NHWC); from here on they are in this layout.</summary>
    public sealed record Layout(TensorLayout To) : PreprocessStep;
}
