using System.Collections.Immutable;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Gates.Accuracy.Detection;

/// <summary>
/// Where detections lie: in one output [detections, 6] with columns as declared, or in outputs boxes [detections, 4], scores [detections] or
/// [detections, classes], and classes [detections]. Labels are [objects, 5]: class and box, filled up with class -1.
/// </summary>
internal sealed class DetectionLayout(AccuracyGate gate, SourceLocation data)
{
    private const int LabelColumns = 5;
    private const int OutputColumns = 6;

    /// <summary>What a sample's outputs say. Rows with a class below 0 or a score of 0 or less fill up and are left out.</summary>
    /// <exception cref="PruneOnBuildException">POB4032: the outputs have other shapes.</exception>
    public ImmutableArray<DetectedObject> Found(SampleOutput output) =>
        [.. (gate.Boxes is null ? FromOne(output) : FromParts(output)).Where(found => found.Class >= 0 && found.Score > 0)];

    /// <exception cref="PruneOnBuildException">POB4033: labels have other shapes.</exception>
    public ImmutableArray<DetectedObject> Objects(ReadOnlySpan<float> labels, int sample)
    {
        if (labels.Length % LabelColumns != 0)
            throw GateErrors.NoObjects(data, sample, labels.Length);
        var objects = ImmutableArray.CreateBuilder<DetectedObject>();
        for (var start = 0; start < labels.Length; start += LabelColumns)
            if (labels[start] >= 0)
                objects.Add(new DetectedObject((int)labels[start], 1, Box.Of(labels.Slice(start + 1, 4), gate.BoxFormat)));
        return objects.ToImmutable();
    }

    private List<DetectedObject> FromOne(SampleOutput output)
    {
        var dims = output.DimsOf(0);
        var values = output.Values;
        if (dims.Length == 0 || dims[^1] != OutputColumns)
            throw GateErrors.NoDetections(Place, $"the output has {Tensor.DimsText(dims.AsSpan())} for each sample, not [detections,6]");
        var (box, score, kind) = (ColumnOf(DetectionColumn.Box), ColumnOf(DetectionColumn.Score), ColumnOf(DetectionColumn.Class));
        var found = new List<DetectedObject>();
        for (var start = 0; start < values.Length; start += OutputColumns)
            found.Add(new DetectedObject(
                (int)values[start + kind], values[start + score], Box.Of(values.Slice(start + box, 4), gate.BoxFormat)));
        return found;
    }

    private List<DetectedObject> FromParts(SampleOutput output)
    {
        var boxes = output.ValuesOf(0);
        var scores = output.ValuesOf(1);
        var classes = gate.Classes is null ? default : output.ValuesOf(2);
        var count = boxes.Length / 4;
        var scoresEach = count == 0 ? 1 : scores.Length / count;
        if (boxes.Length % 4 != 0 || scores.Length != count * scoresEach || (gate.Classes is not null && (scoresEach != 1 || classes.Length != count)))
            throw GateErrors.NoDetections(Place, FormattableString.Invariant(
                $"boxes has {boxes.Length} values for each sample, scores {scores.Length} and classes {classes.Length}"));
        var found = new List<DetectedObject>();
        for (var index = 0; index < count; index++)
        {
            var own = scores.Slice(index * scoresEach, scoresEach);
            var best = Accuracy.Classes.ClassRank.Best(own);
            found.Add(new DetectedObject(
                gate.Classes is null ? best : (int)classes[index], own[best], Box.Of(boxes.Slice(index * 4, 4), gate.BoxFormat)));
        }

        return found;
    }

    // The box takes four columns.
    private int ColumnOf(DetectionColumn column) =>
        gate.Columns.TakeWhile(before => before != column).Sum(before => before == DetectionColumn.Box ? 4 : 1);

    private SourceLocation Place => (gate.Boxes ?? gate.Output)?.Location ?? gate.Metric.Location;
}
