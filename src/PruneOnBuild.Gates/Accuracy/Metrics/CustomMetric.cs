using PruneOnBuild.Gates.Accuracy.Custom;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Gates.Accuracy.Metrics;

/// <summary>custom: the mean of the numbers that the user's own metric gives for each sample, or the one that it gives for all.</summary>
/// <param name="output">Position of the judged output among the model's.</param>
internal sealed class CustomMetric(IScorer scorer, AccuracyGate gate, int samples, SampleLabels? labels, int output) : IMetric
{
    private readonly List<float> _outputs = [];
    private readonly List<float> _labels = [];
    private int[] _dims = [];
    private double[] _scores = [];

    /// <summary>One number for all samples: nothing is known of other samples.</summary>
    public bool IsOneForAll => _scores.Length == 1 && samples > 1;

    public IReadOnlyList<double>? Figures => IsOneForAll ? null : _scores;

    public void Add(int sample, SampleOutput given, SampleOutput dense)
    {
        _outputs.AddRange(given.Values);
        _dims = [samples, .. given.DimsOf(0).Select(dim => (int)dim)];
        if (labels is not null)
            _labels.AddRange(labels.ValuesOf(sample, output));
    }

    public void Complete()
    {
        _scores = scorer.Score([.. _outputs], _dims, [.. _labels], [samples, _labels.Count / samples]);
        if (_scores.Length != samples && _scores.Length != 1)
            throw GateErrors.CustomScores(Place, FormattableString.Invariant($"{_scores.Length} numbers for {samples} samples"));
        if (_scores.FirstOrDefault(score => !double.IsFinite(score), 0) is var broken && !double.IsFinite(broken))
            throw GateErrors.CustomScores(Place, FormattableString.Invariant($"{broken} for sample {Array.FindIndex(_scores, score => !double.IsFinite(score))}"));
    }

    public double Of(ReadOnlySpan<int> draws) => _scores.Length == 1 ? _scores[0] : DrawnMean.Of(draws, sample => _scores[sample]);

    public SampleAnswer AnswerOn(int sample)
    {
        var score = _scores[IsOneForAll ? 0 : sample];
        return new(score, gate.LowerIsBetter ? -score : score);
    }

    private SourceLocation Place => (gate.Command ?? gate.Assembly)!.Location;
}
