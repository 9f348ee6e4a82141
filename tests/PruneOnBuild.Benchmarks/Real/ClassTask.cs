using PruneOnBuild.Gates.Accuracy;
using PruneOnBuild.Policy;
using PruneOnBuild.Runtime;
using static PruneOnBuild.Benchmarks.Real.Declared;

namespace PruneOnBuild.Benchmarks.Real;

/// <summary>Labelled samples, and the product's own top-1.</summary>
internal sealed class ClassTask(SampleSet calibration, SampleSet evaluation) : IRealTask
{
    private static readonly AccuracyGate Gate = new() { Location = Place, Metric = At(AccuracyMetric.Top1) };

    private DenseOutputs? _denseOutputs;

    public string Measured => RealFigures.Measured("top-1", evaluation.Count, "samples");

    public SampleSet Calibration => calibration;

    /// <param name="calibration">Below <c>data</c>, as is <paramref name="evaluation"/>.</param>
    public static ClassTask Of(string shared, ModelSession dense, string calibration, string evaluation, string labels = "labels", params PreprocessStep[] steps)
    {
        var data = new DataSettings { Labels = labels, Preprocess = [.. steps.Select(At)] };
        SampleSet Read(string file, bool withLabels) =>
            SampleSetReader.Read(At(file), data, dense.Inputs, Path.Combine(shared, "data"), withLabels);
        return new ClassTask(Read(calibration, withLabels: false), Read(evaluation, withLabels: true));
    }

    /// <summary>One file only: what has no label calibrates, what has one is judged.</summary>
    public static ClassTask Magika(string shared, ModelSession dense)
    {
        const int Unknown = -1;
        var data = new DataSettings { Labels = "true_label" };
        var all = SampleSetReader.Read(At("magika/evaluation.npz"), data, dense.Inputs, Path.Combine(shared, "data"));
        var classes = all.Labels!.Classes!.Value;
        return new ClassTask(
            Part.Of(all, sample => classes[sample] == Unknown, labels: null),
            Part.Of(all, sample => classes[sample] != Unknown, sample => classes[sample]));
    }

    public double Score(ModelSession dense, ModelSession pruned)
    {
        var measured = AccuracyMeter.Measure(_denseOutputs ??= new DenseOutputs(dense), pruned, evaluation, Gate);
        return measured.PrunedNotFinite > 0 ? double.NaN : measured.Pruned;
    }

    public string Text(double score) => RealFigures.Percent(score);
}
