using System.Collections.Immutable;
using PruneOnBuild.Gates.Accuracy.Classes;
using PruneOnBuild.Gates.Accuracy.Custom;
using PruneOnBuild.Gates.Accuracy.Detection;
using PruneOnBuild.Gates.Accuracy.Figures;
using PruneOnBuild.Gates.Accuracy.Metrics;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Runtime;
using TensorElementType = Microsoft.ML.OnnxRuntime.Tensors.TensorElementType;

namespace PruneOnBuild.Gates.Accuracy;

/// <summary>Makes a gate's metric for one model, once the form of the outputs is known.</summary>
/// <param name="position">Of the judged output among the model's.</param>
/// <param name="output">The dense model's for the first batch.</param>
/// <param name="rows">Samples in it.</param>
internal sealed class MetricFactory(AccuracyGate gate, SampleSet samples, int position, Tensor output, int rows)
{
    private readonly AccuracyMetric _metric = gate.Metric.Value;

    /// <exception cref="PruneOnBuildException">The data lacks what the metric needs, or the outputs are nothing that it can be taken of.</exception>
    public IMetric Create() => _metric switch
    {
        AccuracyMetric.Top1 or AccuracyMetric.TopK or AccuracyMetric.Agreement => Classifier(new ShareRight()),
        AccuracyMetric.MacroF1 => Classifier(new MacroF1()),
        AccuracyMetric.WorstClass => Classifier(new WorstClass()),
        AccuracyMetric.ExactMatch =>
            new ExactMatchMetric(samples.Count, samples.Labels, gate.Padding, TokenClasses(), position, samples.Place),
        AccuracyMetric.Mse => Mean(new SquaredError()),
        AccuracyMetric.Mae => Mean(new AbsoluteError()),
        AccuracyMetric.Psnr => Mean(new PeakSignalToNoise(gate.Peak)),
        AccuracyMetric.SiSdr => Mean(new ScaleInvariantSdr()),
        AccuracyMetric.Cosine => Mean(new CosineSimilarity()),
        AccuracyMetric.Kl => new MeanMetric(Divergence(), isError: true, samples.Count, labels: null, position, samples.Place),
        AccuracyMetric.R2 => new RSquaredMetric(samples.Count, Labels(), position, samples.Place),
        AccuracyMetric.Map50 => Detections(DetectionMetric.Half),
        AccuracyMetric.Map => Detections(DetectionMetric.Coco),
        AccuracyMetric.Miou => new SegmentationMetric(samples.Count, Labels(), gate.Ignore, position, Place),
        _ => new CustomMetric(
            gate.Command is null ? new AssemblyScorer(gate) : new CommandScorer(gate), gate, samples.Count, samples.Labels, position),
    };

    /// <summary>Infinite scores are how models mask classes out; an infinite error is none.</summary>
    public bool BearsInfinity => _metric is AccuracyMetric.Top1 or AccuracyMetric.TopK or AccuracyMetric.Agreement or AccuracyMetric.MacroF1
        or AccuracyMetric.WorstClass or AccuracyMetric.ExactMatch or AccuracyMetric.Kl;

    private SourceLocation Place => (gate.Boxes ?? gate.Output)?.Location ?? gate.Metric.Location;

    private MeanMetric Mean(ISampleFigure figure) =>
        new(figure, _metric.IsError(), samples.Count, samples.Labels, position, samples.Place);

    private DetectionMetric Detections(ImmutableArray<double> overlaps) =>
        new(overlaps, samples.Count, Labels(), position, new DetectionLayout(gate, samples.Place));

    private ClassMetric Classifier(IClassFigure figure)
    {
        var isClass = output.Length == rows && !IsFloat(output.ElementType);
        var axes = output.Dims.Skip(rows > 1 ? 1 : 0).Count(dim => dim > 1);
        if (!isClass && (output.Length == rows || axes > 1))
            throw GateErrors.NoClassScores(Place, GateNames.Metric(gate), output);
        var k = _metric == AccuracyMetric.TopK ? gate.K : 1;
        if (!isClass && k >= output.Length / rows)
            throw GateErrors.EveryClassCounts(gate.Metric.Location, k, output.Length / rows);
        if (_metric == AccuracyMetric.Agreement)
            return new ClassMetric(figure, samples.Count, null, k, isClass, samples.Place);
        var labels = Labels();
        var (named, outputs) = (labels.ClassNames.Length, output.Length / rows);
        if (!isClass && named > 0 && (named > outputs || (labels.AreNamesInferred && named < outputs)))
            throw RuntimeErrors.ClassCount(samples.Place, labels, outputs);
        var classes = labels.Classes ?? throw RuntimeErrors.LabelsAreNoClasses(samples.Place, GateNames.Metric(gate));
        return new ClassMetric(figure, samples.Count, classes, k, isClass, samples.Place);
    }

    private SampleLabels Labels() => samples.Labels ?? throw RuntimeErrors.NoLabels(gate.Metric.Location, GateNames.Metric(gate));

    private int TokenClasses() => !IsFloat(output.ElementType) ? 1
        : SampleDims() is [.., > 1 and var classes] ? (int)classes
        : throw GateErrors.NoClassScores(Place, GateNames.Metric(gate), output);

    // Classes lie on the last axis, of images ([classes, height, width]) on the first.
    private Divergence Divergence()
    {
        var dims = SampleDims();
        var (classes, stride) = dims.Length >= 3 ? (dims[0], dims.Skip(1).Aggregate(1L, (product, dim) => product * dim))
            : dims.Length > 0 ? (dims[^1], 1L)
            : (1L, 1L);
        if (classes < 2 || !IsFloat(output.ElementType))
            throw GateErrors.NoClassScores(Place, GateNames.Metric(gate), output);
        var isLogits = gate.Distribution == Distribution.Logits || (gate.Distribution == Distribution.Auto
            && !Figures.Divergence.IsProbabilities(output.Floats(), (int)classes, (int)stride));
        return new Divergence((int)classes, (int)stride, isLogits);
    }

    private ImmutableArray<long> SampleDims() => new BatchOutputs([output], rows).Dims(0);

    private static bool IsFloat(TensorElementType type) =>
        type is TensorElementType.Float or TensorElementType.Double or TensorElementType.Float16 or TensorElementType.BFloat16;
}
