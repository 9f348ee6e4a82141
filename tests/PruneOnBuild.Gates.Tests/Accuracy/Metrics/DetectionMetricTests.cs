using PruneOnBuild.Gates.Accuracy.Detection;
using PruneOnBuild.Gates.Accuracy.Metrics;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Gates.Tests.Accuracy.Metrics;

public class DetectionMetricTests
{
    private const int Count = 14;
    private const int Objects = 4;
    private const int Found = 9;

    // One object at [0,0,10,10]; the other has nothing to do with it.
    private static readonly float[] s_label = [0, 0, 0, 10, 10];
    private static readonly float[] s_hit = [0, 0, 10, 10, 0.8f, 0];
    private static readonly float[] s_miss = [50, 50, 60, 60, 0.9f, 0];

    [Fact]
    public void EachObjectFoundAndNothingElse_IsOne() => Assert.Equal(1, Average(s_hit));

    [Fact]
    public void ASurerMistake_HalvesThePrecision() => Assert.Equal(0.5, Average(s_miss, s_hit));

    [Fact]
    public void ALessSureMistake_CostsNothing() => Assert.Equal(1, Average([.. s_miss[..4], 0.1f, 0], s_hit));

    [Fact]
    public void AnObject_IsFoundOnce() => Assert.Equal(1, Average(s_hit, [.. s_hit[..4], 0.7f, 0]));

    [Fact]
    public void AnotherClass_IsNoHit() => Assert.Equal(0, Average([.. s_hit[..5], 1]));

    [Fact]
    public void RowsThatFillUp_DoNotCount() => Assert.Equal(1, Average([.. s_miss[..4], 0.9f, -1], [.. s_miss[..4], 0, 0], s_hit));

    // [0,0,10,10] and [0,0,10,8] overlap by 0.8: a hit at 0.5 to 0.8, which are 7 of 10.
    [Fact]
    public void TheOverlapsOfCoco_AreTen() =>
        Assert.Equal(0.7, Metric(DetectionMetric.Coco, Tensor.Of(s_label, 1, 1, 5)).Fed(Tensor.Of([0f, 0, 10, 8, 0.8f, 0], 1, 1, 6)).OfAll(1), precision: 9);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void MeanAveragePrecision_EqualsTheNaiveOne(int seed)
    {
        var random = new Random(seed);
        var labels = new float[Count * Objects * 5];
        var outputs = new float[Count * Found * 6];
        for (var sample = 0; sample < Count; sample++)
        {
            for (var index = 0; index < Objects; index++)
                Put(labels, (sample * Objects + index) * 5, [index == 3 && sample % 2 == 0 ? -1 : random.Next(3), .. AnyBox(random)]);
            for (var index = 0; index < Found; index++)
            {
                var real = labels.AsSpan((sample * Objects + index % Objects) * 5, 5).ToArray();
                float[] box = index < 6 ? [.. real[1..].Select(edge => edge + random.Next(4))] : AnyBox(random);
                Put(outputs, (sample * Found + index) * 6, [.. box, (float)random.NextDouble(), random.Next(4) == 0 ? random.Next(3) : Math.Max(0, real[0])]);
            }
        }

        var metric = Metric(DetectionMetric.Coco, Tensor.Of(labels, Count, Objects, 5)).Fed(Tensor.Of(outputs, Count, Found, 6));

        var expected = Naive(labels, outputs);
        Assert.Equal(expected, metric.OfAll(Count), precision: 9);
        Assert.InRange(expected, 0.05, 0.9);
    }

    [Theory]
    [InlineData(BoxFormat.Cxcywh, new float[] { 5, 5, 10, 10 })]
    [InlineData(BoxFormat.Xywh, new float[] { 0, 0, 10, 10 })]
    public void BoxFormats_SayTheSame(BoxFormat format, float[] box)
    {
        Assert.Equal(new Box(0, 0, 10, 10), Box.Of(box, format));
        Assert.Equal(0.25, Box.Of(box, format).Overlap(new Box(0, 0, 5, 5)));
    }

    [Fact]
    public void PartsInSeveralOutputs_AreReadLikeOne()
    {
        var gate = Gate() with { Boxes = At("b"), Scores = At("s"), Classes = At("c") };
        var (boxes, scores) = (Tensor.Of([.. s_miss[..4], .. s_hit[..4]], 1, 2, 4), Tensor.Of([0.9f, 0.8f], 1, 2));
        Assert.Equal(0.5, Metric(gate).Fed(boxes, scores, Tensor.Of([0L, 0], 1, 2)).OfAll(1));
        var perClass = Tensor.Of([0.1f, 0.9f, 0.8f, 0.2f], 1, 2, 2);
        Assert.Equal(1, Metric(gate with { Classes = null }).Fed(boxes, perClass).OfAll(1));
    }

    [Fact]
    public void Columns_MayStandInAnyOrder()
    {
        var gate = Gate() with { Columns = [DetectionColumn.Class, DetectionColumn.Score, DetectionColumn.Box] };
        Assert.Equal(1, Metric(gate).Fed(Tensor.Of([0, 0.8f, .. s_hit[..4]], 1, 1, 6)).OfAll(1));
    }

    [Fact]
    public void WithoutAnObject_ThereIsNoValue() => Assert.Equal(
        double.NaN, Metric(DetectionMetric.Half, Tensor.Of([-1f, 0, 0, 0, 0], 1, 1, 5)).Fed(Tensor.Of(s_hit, 1, 1, 6)).OfAll(1));

    [Fact]
    public void OtherShapes_AreErrors()
    {
        AssertFault("POB4032", () => Metric(Gate()).Fed(Tensor.Of(new float[14], 1, 2, 7)));
        AssertFault("POB4032", () => Metric(Gate() with { Boxes = At("b"), Scores = At("s"), Classes = At("c") })
            .Fed(Tensor.Of(new float[8], 1, 2, 4), Tensor.Of(new float[3], 1, 3), Tensor.Of(new float[2], 1, 2)));
        AssertFault("POB4033", () => Metric(DetectionMetric.Half, Tensor.Of(new float[4], 1, 4)).Fed(Tensor.Of(s_hit, 1, 1, 6)));
    }

    private static double Average(params float[][] found) =>
        Metric(Gate()).Fed(Tensor.Of([.. found.SelectMany(row => row)], 1, found.Length, 6)).OfAll(1);

    private static DetectionMetric Metric(AccuracyGate gate) => new(
        DetectionMetric.Half, 1, Feeding.Labels(Tensor.Of(s_label, 1, 1, 5)), 0, new DetectionLayout(gate, Feeding.Data));

    private static DetectionMetric Metric(System.Collections.Immutable.ImmutableArray<double> overlaps, Tensor labels) => new(
        overlaps, (int)labels.Dims[0], Feeding.Labels(labels), 0, new DetectionLayout(Gate(), Feeding.Data));

    private static AccuracyGate Gate() => Scores.Gate(AccuracyMetric.Map);

    private static Located<string> At(string name) => new(name, Scores.Line);

    private static void Put(float[] into, int start, float[] values) => values.CopyTo(into, start);

    private static float[] AnyBox(Random random)
    {
        float left = random.Next(30), top = random.Next(30);
        return [left, top, left + 8 + random.Next(8), top + 8 + random.Next(8)];
    }

    private static void AssertFault(string code, Func<object> act) =>
        Assert.Equal(code, Assert.Single(Assert.Throws<PruneOnBuildException>(act).Diagnostics).Code);

    // The definition, without sums carried along: for each class and overlap, match image by image, sort all, and look up each of 101 recalls.
    private static double Naive(float[] labels, float[] outputs)
    {
        var averages = new List<double>();
        for (var kind = 0; kind < 3; kind++)
            for (var step = 0; step < 10; step++)
            {
                var all = new List<(float Score, bool IsHit)>();
                var objects = 0;
                for (var sample = 0; sample < Count; sample++)
                {
                    var real = labels.Chunk(5).Skip(sample * Objects).Take(Objects).Where(row => row[0] == kind).Select(row => row[1..]).ToList();
                    objects += real.Count;
                    foreach (var row in outputs.Chunk(6).Skip(sample * Found).Take(Found).Where(row => row[5] == kind).OrderByDescending(row => row[4]))
                    {
                        var best = real.Where(box => Overlap(box, row) >= (50 + 5 * step) / 100.0).MaxBy(box => Overlap(box, row));
                        all.Add((row[4], best is not null));
                        if (best is not null)
                            real.Remove(best);
                    }
                }

                var ranked = all.OrderByDescending(one => one.Score).ToList();
                var curve = Enumerable.Range(1, ranked.Count).Select(length =>
                    (Recall: ranked.Take(length).Count(one => one.IsHit) / (double)objects,
                    Precision: ranked.Take(length).Count(one => one.IsHit) / (double)length)).ToList();
                averages.Add(Enumerable.Range(0, 101).Average(point =>
                    curve.Where(at => at.Recall >= point / 100.0).Select(at => at.Precision).DefaultIfEmpty(0).Max()));
            }

        return averages.Average();
    }

    private static double Overlap(float[] a, float[] b)
    {
        var both = Math.Max(0, Math.Min(a[2], b[2]) - Math.Max(a[0], b[0])) * (double)Math.Max(0, Math.Min(a[3], b[3]) - Math.Max(a[1], b[1]));
        return both / ((a[2] - a[0]) * (double)(a[3] - a[1]) + (b[2] - b[0]) * (double)(b[3] - b[1]) - both);
    }
}
