using PruneOnBuild.Gates.Accuracy.Figures;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Gates.Accuracy.Metrics;

/// <summary>The mean over samples of a figure that each has: against the labels' values where there are some, else against the dense model.</summary>
/// <param name="output">Position of the judged output among the model's.</param>
/// <param name="data">Where the labels came from.</param>
internal sealed class MeanMetric(ISampleFigure figure, bool isError, int samples, SampleLabels? labels, int output, SourceLocation data) : IMetric
{
    private readonly double[] _figures = new double[samples];

    public void Add(int sample, SampleOutput given, SampleOutput dense)
    {
        var values = given.Values;
        var wanted = labels is null ? default : labels.ValuesOf(sample, output);
        if (wanted.IsEmpty)
            wanted = dense.Values;
        if (wanted.Length != values.Length)
            throw RuntimeErrors.LabelLength(data, sample, wanted.Length, values.Length);
        _figures[sample] = figure.Of(values, wanted);
    }

    public double Of(ReadOnlySpan<int> draws) => DrawnMean.Of(draws, sample => _figures[sample]);

    public IReadOnlyList<double> Figures => _figures;

    public SampleAnswer AnswerOn(int sample) => new(_figures[sample], isError ? -_figures[sample] : _figures[sample]);
}
