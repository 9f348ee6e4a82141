using PruneOnBuild.Graph;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Pruning.Calibration;

/// <summary>
/// Unlabelled samples in two parts that never mix: statistics and fits see one, what was fitted is judged on the other. A dense layer with
/// more inputs than samples is fitted perfectly on what it saw; only the other part tells.
/// </summary>
internal sealed class CalibrationSamples
{
    private const int LargestBatch = 25;

    /// <summary>Every fourth batch judges, so that data sorted by class is shared out fairly.</summary>
    private const int JudgesEvery = 4;

    private ModelGraph? _dense;
    private OutputLoss? _loss;

    private CalibrationSamples(IReadOnlyList<SampleBatch> fit, IReadOnlyList<SampleBatch> judge) => (Fit, Judge) = (fit, judge);

    /// <summary>About three quarters of the samples.</summary>
    public IReadOnlyList<SampleBatch> Fit { get; }

    /// <summary>The others; the same as <see cref="Fit"/> where there is but one batch.</summary>
    public IReadOnlyList<SampleBatch> Judge { get; }

    /// <summary>How many samples there are in both parts.</summary>
    public int Count => (ReferenceEquals(Fit, Judge) ? Fit : Fit.Concat(Judge)).Sum(batch => batch.Count);

    /// <summary>The loss beside a dense model on <see cref="Judge"/>; made once for each model in a row.</summary>
    public OutputLoss LossBeside(ModelGraph dense)
    {
        if (!ReferenceEquals(_dense, dense))
        {
            (_dense, _loss) = (dense, new OutputLoss(dense, this));
        }

        return _loss!;
    }

    public static CalibrationSamples Of(SampleSet set)
    {
        var count = Math.Min(set.Count, SampleSet.MostForCalibration);
        var size = Math.Clamp(count / (2 * JudgesEvery), 1, LargestBatch);
        var batches = set.Batches(size, count).ToList();
        if (batches.Count == 1)
        {
            return new CalibrationSamples(batches, batches);
        }

        var judges = batches.Count < JudgesEvery ? batches.Count : JudgesEvery;
        return new CalibrationSamples(
            [.. batches.Where((_, index) => index % judges != judges - 1)],
            [.. batches.Where((_, index) => index % judges == judges - 1)]);
    }
}
