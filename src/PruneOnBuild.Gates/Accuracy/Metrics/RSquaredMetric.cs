using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Gates.Accuracy.Metrics;

/// <summary>
/// r2: 1 - sum of squared errors / sum of squared distances of the labels from their mean, over all values of all samples. NaN where all
/// labels are equal.
/// </summary>
/// <param name="output">Position of the judged output among the model's.</param>
/// <param name="data">Where the labels came from.</param>
internal sealed class RSquaredMetric(int samples, SampleLabels labels, int output, SourceLocation data) : IMetric
{
    private readonly (double Errors, double Sum, double Squares, int Count)[] _samples = new (double, double, double, int)[samples];
    private double? _shift;

    public void Add(int sample, SampleOutput given, SampleOutput dense)
    {
        var values = given.Values;
        var wanted = labels.ValuesOf(sample, output);
        if (wanted.Length != values.Length)
            throw RuntimeErrors.LabelLength(data, sample, wanted.Length, values.Length);
        // Sums of squares keep their digits where labels lie far from 0 and near each other.
        var shift = _shift ??= wanted[0];
        var sums = (Errors: 0.0, Sum: 0.0, Squares: 0.0, Count: values.Length);
        for (var index = 0; index < values.Length; index++)
        {
            var error = (double)values[index] - wanted[index];
            var label = wanted[index] - shift;
            sums = (sums.Errors + error * error, sums.Sum + label, sums.Squares + label * label, sums.Count);
        }

        _samples[sample] = sums;
    }

    public double Of(ReadOnlySpan<int> draws)
    {
        double errors = 0, sum = 0, squares = 0, count = 0;
        for (var sample = 0; sample < draws.Length; sample++)
        {
            errors += draws[sample] * _samples[sample].Errors;
            sum += draws[sample] * _samples[sample].Sum;
            squares += draws[sample] * _samples[sample].Squares;
            count += (double)draws[sample] * _samples[sample].Count;
        }

        var spread = squares - sum * sum / count;
        return spread > 1e-12 * squares ? 1 - errors / spread : double.NaN;
    }

    /// <summary>The sample's own mean squared error.</summary>
    public SampleAnswer AnswerOn(int sample)
    {
        var error = _samples[sample].Errors / _samples[sample].Count;
        return new(error, -error);
    }
}
