using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Gates.Accuracy;

/// <summary>mse: against the labels' values where there are some, else against the dense model.</summary>
/// <param name="output">Position of the judged output among the model's.</param>
/// <param name="data">Where the labels came from.</param>
internal sealed class SquaredErrorScore(SampleLabels? labels, int output, SourceLocation data) : ISampleScore
{
    private readonly List<double> _dense = [];
    private readonly List<double> _pruned = [];

    public void Add(int sample, SampleOutput dense, SampleOutput pruned)
    {
        var wanted = labels is null ? default : labels.ValuesOf(sample, output);
        if (wanted.IsEmpty)
            wanted = dense.Values;
        if (wanted.Length != dense.Values.Length)
            throw RuntimeErrors.LabelLength(data, sample, wanted.Length, dense.Values.Length);
        _dense.Add(MeanSquaredError(dense.Values, wanted));
        _pruned.Add(MeanSquaredError(pruned.Values, wanted));
    }

    public AccuracyMeasurement Complete(AccuracyMeasurement measurement) => measurement with
    {
        Errors = new PairedErrors(
            _dense.Average(), _pruned.Average(), Deviation(_pruned), Deviation([.. _pruned.Zip(_dense, (after, before) => after - before)])),
    };

    private static double MeanSquaredError(ReadOnlySpan<float> values, ReadOnlySpan<float> wanted)
    {
        var sum = 0.0;
        for (var index = 0; index < values.Length; index++)
        {
            var error = (double)values[index] - wanted[index];
            sum += error * error;
        }

        return sum / values.Length;
    }

    private static double Deviation(List<double> values)
    {
        var mean = values.Average();
        return values.Count < 2 ? 0 : Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1));
    }
}
