namespace PruneOnBuild.Gates.Accuracy.Figures;

/// <summary>mse: mean over values of the squared difference, 0 or more.</summary>
internal sealed class SquaredError : ISampleFigure
{
    public double Of(ReadOnlySpan<float> output, ReadOnlySpan<float> wanted)
    {
        var sum = 0.0;
        for (var index = 0; index < output.Length; index++)
        {
            var error = (double)output[index] - wanted[index];
            sum += error * error;
        }

        return sum / output.Length;
    }
}
