namespace PruneOnBuild.Gates.Accuracy.Figures;

/// <summary>mae: mean over values of the absolute difference, 0 or more.</summary>
internal sealed class AbsoluteError : ISampleFigure
{
    public double Of(ReadOnlySpan<float> output, ReadOnlySpan<float> wanted)
    {
        var sum = 0.0;
        for (var index = 0; index < output.Length; index++)
            sum += Math.Abs((double)output[index] - wanted[index]);
        return sum / output.Length;
    }
}
