using PruneOnBuild.Policy;
using PruneOnBuild.Runtime;
using static PruneOnBuild.Benchmarks.Real.Declared;

namespace PruneOnBuild.Benchmarks.Real;

/// <summary>Finger movements: the model also wants a threshold of its score, one value for all samples, which is 0 here.</summary>
internal sealed class HistoryTask : IRealTask
{
    private const string Threshold = "score_threshold";
    private const string Points = "input";
    private static readonly Tensor Zero = Tensor.Of([0f]);

    private readonly SampleSet _evaluation;

    public HistoryTask(string shared, ModelSession dense)
    {
        SampleSet Read(string file) => SampleSetReader.Read(
            At(file), new DataSettings(), [.. dense.Inputs.Where(input => input.Name == Points)], Path.Combine(shared, "data", "hand_gesture"));
        _evaluation = Read("point_history_evaluation.npz");
        Calibration = StoredFeeds.Of(dense, Read("point_history_calibration.npz").Batches(size: 1).Select(Feeds));
    }

    public string Measured => RealFigures.Measured("top-1", _evaluation.Count, "samples");

    public SampleSet Calibration { get; }

    public double Score(ModelSession dense, ModelSession pruned)
    {
        var right = 0;
        foreach (var batch in _evaluation.Batches())
        {
            var classes = pruned.Run(Feeds(batch))[0].Values<long>();
            for (var row = 0; row < batch.Count; row++)
                right += classes[row] == _evaluation.Labels!.Classes!.Value[batch.Start + row] ? 1 : 0;
        }

        return (double)right / _evaluation.Count;
    }

    public string Text(double score) => RealFigures.Percent(score);

    private static Dictionary<string, Tensor> Feeds(SampleBatch batch) => new(batch.Feeds) { [Threshold] = Zero };
}
