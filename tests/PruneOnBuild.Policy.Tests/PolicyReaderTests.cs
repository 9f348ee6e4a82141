namespace PruneOnBuild.Policy.Tests;

public sealed class PolicyReaderTests
{
    private const string Gates = "{ size: { max: 1MB } }";

    [Fact]
    public void Accepts_TheDesignsOwnPolicy()
    {
        var reading = Reading.Of("""
            version: 1
            targets:
              server:      { hardware: cpu, threads: 2 }
              workstation: { hardware: gpu, provider: webgpu }
              edge:        { hardware: sparse, pattern: unstructured, provider: sparse-cpu }
              ampere:      { hardware: sparse, pattern: "2:4", provider: tensorrt }
            models:
              - path: Models/resnet.onnx
                target: server
                prune: { goal: { speedup: 1.8 }, criterion: obs, recovery: least-squares, keep: ["/head/*"], maxSeconds: 300 }
                data:
                  calibration: data/calibration.npz
                  evaluation:  data/evaluation.npz
                  preprocess:  [ { scale: 0.00392157 }, { normalize: { mean: [1, 2, 3], std: [4, 5, 6] } }, { layout: NCHW } ]
                gates:
                  latency:  { speedup: 1.5, confidence: 0.95 }
                  accuracy: { metric: top1, maxDrop: 0.01, min: 0.84 }
                  size:     { max: 700KB }
                  onInconclusive: { local: warn, ci: fail }
            """);

        var model = Assert.Single(reading.Policy.Models);
        Assert.Equal(new Goal(GoalKind.Speedup, 1.8), model.Prune.Goal.Value);
        Assert.Equal(Criterion.Obs, model.Prune.Criterion.Value);
        Assert.Equal(700_000, model.Gates.Size!.Max!.Value);
        Assert.Equal((18, 24), (model.Gates.Size.Max.Location.Line, model.Gates.Size.Max.Location.Column));
        Assert.Equal(3, model.Data.Preprocess.Length);
        Assert.Equal(["POB1023", "POB1023", "POB1023"], reading.Warnings.Select(warning => warning.Code));
    }

    [Fact]
    public void Rejects_AllMistakesInOneGo_InTheOrderOfTheFile()
    {
        string[] places = Reading.PlacesIn("""
            version: 1
            targets:
              server: { hardware: cpo }
              edge: { hardware: sparse, patern: "2:4" }
            models:
              - path: a.onnx
                target: edge
                prune: { goal: { flops: 50 }, criterion: l3, criterion: l1 }
                data: { calibration: x.npz, evaluation: x.npz }
                gates:
                  latency: { p50: 3 }
                  size: { max: 700000 }
              - path: a.onnx
                target: egde
            """);

        Assert.Equal(
            [
                "POB1004(3,23)", "POB1005(4,29)", "POB1007(8,29)", "POB1004(8,46)", "POB1009(8,50)",
                "POB1018(9,45)", "POB1016(11,18)", "POB1008(11,23)", "POB1008(12,20)", "POB1010(13,5)", "POB1024(13,5)",
                "POB1022(13,11)", "POB1012(14,13)",
            ],
            places);
    }

    [Fact]
    public void Keys_ThatAreAbsent_HaveTheDocumentedDefaults()
    {
        var model = Model(Gates, "{ accuracy: { metric: topk, min: 0 }, latency: { speedup: 1 } }");

        Assert.Equal((Criterion.L2, Recovery.None, Allocation.Global),
            (model.Prune.Criterion.Value, model.Prune.Recovery.Value, model.Prune.Allocation.Value));
        Assert.Equal((300.0, 0, "labels"), (model.Prune.MaxSeconds, model.Prune.Seed, model.Data.Labels));
        Assert.Equal((5, 0.95), (model.Gates.Accuracy!.K, model.Gates.Accuracy.Confidence));
        Assert.Equal(0.95, model.Gates.Latency!.Confidence);
        Assert.Equal((InconclusiveAction.Warn, InconclusiveAction.Fail),
            (model.Gates.OnInconclusiveLocal, model.Gates.OnInconclusiveCi));
    }

    /// <summary>Records made without the reader mean what a policy without those keys means.</summary>
    [Fact]
    public void Defaults_OfRecords_AreThoseOfTheGrammar()
    {
        var model = Model(Gates, "{ accuracy: { metric: topk, min: 0 }, latency: { speedup: 1 } }");
        var bare = new PruneSettings
        {
            Goal = model.Prune.Goal,
            Criterion = model.Prune.Criterion,
            Recovery = model.Prune.Recovery,
            Allocation = model.Prune.Allocation,
        };

        Assert.Equal((bare.MaxSeconds, bare.Seed), (model.Prune.MaxSeconds, model.Prune.Seed));
        Assert.Equal(new DataSettings().Labels, model.Data.Labels);
        Assert.Equal(new GateSettings(), model.Gates with { Latency = null, Accuracy = null });
        Assert.Equal(new AccuracyGate { Location = default, Metric = model.Gates.Accuracy!.Metric },
            model.Gates.Accuracy with { Location = default, Min = null });
        Assert.Equal(new LatencyGate { Location = default }, model.Gates.Latency! with { Location = default, Speedup = null });
        Assert.Equal(8, Reading.Of(Marked.Policy).Policy.Targets[0].WidthMultiple);
    }

    [Theory]
    [InlineData("unstructured", "unstructured")]
    [InlineData("2:4", "2:4")]
    [InlineData("\"2:4\"", "2:4")]
    [InlineData("1:16", "1:16")]
    [InlineData("{ block: 4x1 }", "block:4x1")]
    public void Accepts_Patterns(string written, string pattern) =>
        Assert.Equal(pattern, Reading.Of(Marked.With("hardware: sparse", $"hardware: sparse, pattern: {written}"))
            .Policy.Targets[1].Pattern!.Value.ToString());

    [Fact]
    public void SparseTarget_WithoutPattern_IsUnstructured() =>
        Assert.Equal(new SparsityPattern.Unstructured(), Reading.Of(Marked.Policy).Policy.Targets[1].Pattern!.Value);

    [Theory]
    [InlineData("{ flops: 1 }", GoalKind.Flops, 1)]
    [InlineData("{ flops: 12.5% }", GoalKind.Flops, 0.125)]
    [InlineData("{ ratio: \"30 %\" }", GoalKind.Ratio, 0.3)]
    [InlineData("{ ratio: 0 }", GoalKind.Ratio, 0)]
    [InlineData("{ speedup: 1.8 }", GoalKind.Speedup, 1.8)]
    [InlineData("{ size: 700KB }", GoalKind.Size, 700_000)]
    [InlineData("{ size: 1.5 MB }", GoalKind.Size, 1_500_000)]
    [InlineData("{ size: 2MiB }", GoalKind.Size, 2_097_152)]
    [InlineData("{ size: 10b }", GoalKind.Size, 10)]
    public void Accepts_Goals(string written, GoalKind kind, double value) =>
        Assert.Equal(new Goal(kind, value), Model("{ flops: 0.5 }", written).Prune.Goal.Value);

    [Theory]
    [InlineData("3ms", 3)]
    [InlineData("0.2s", 200)]
    [InlineData("250us", 0.25)]
    [InlineData("250 µs", 0.25)]
    [InlineData("1min", 60_000)]
    public void Accepts_Durations(string written, double milliseconds) =>
        Assert.Equal(milliseconds,
            Model(Gates, $"{{ latency: {{ p95: {written}, runner: r }} }}").Gates.Latency!.P95!.Value.TotalMilliseconds);

    [Fact]
    public void OnePerCent_IsThatNumberExactly() =>
        Assert.Equal(0.01, Model(Gates, "{ accuracy: { metric: top1, maxDrop: 1% } }").Gates.Accuracy!.MaxDrop!.Value);

    [Theory]
    [InlineData("metric: psnr, maxDrop: 1.5, min: 28", 1.5, 28)]
    [InlineData("metric: r2, maxDrop: 2%, min: -0.5", 0.02, -0.5)]
    [InlineData("metric: custom, command: score, maxDrop: 300, min: 1200", 300, 1200)]
    public void Accepts_ThresholdsInTheMetricsOwnUnit(string accuracy, double maxDrop, double min)
    {
        var gate = Model(Gates, $"{{ accuracy: {{ {accuracy} }} }}").Gates.Accuracy!;
        Assert.Equal((maxDrop, min, false), (gate.MaxDrop!.Value, gate.Min!.Value, gate.LowerIsBetter));
    }

    [Fact]
    public void AccuracyOfDetections_IsReadWhole()
    {
        var gate = Model(Gates,
            "{ accuracy: { metric: map50, columns: [class, score, box], boxFormat: cxcywh, min: 40%, test: point } }").Gates.Accuracy!;
        Assert.Equal(
            (AccuracyMetric.Map50, BoxFormat.Cxcywh, 0.4, AccuracyTest.Point), (gate.Metric.Value, gate.BoxFormat, gate.Min!.Value, gate.Test));
        Assert.Equal([DetectionColumn.Class, DetectionColumn.Score, DetectionColumn.Box], gate.Columns.ToArray());
    }

    [Fact]
    public void AccuracyOfOnesOwn_IsReadWhole()
    {
        var gate = Model(Gates,
            "{ accuracy: { metric: custom, assembly: t/s.dll, type: T.S, better: lower, maxSeconds: 5, max: 2, maxRise: 0.1 } }").Gates.Accuracy!;
        Assert.Equal(("t/s.dll", "T.S", 5.0, 0.1, true), (gate.Assembly!.Value, gate.Type!.Value, gate.MaxSeconds, gate.MaxRise!.Value, gate.LowerIsBetter));
    }

    [Fact]
    public void Anchors_AndMergeKeys_AreReadAsIfWritten()
    {
        var reading = Reading.Of("""
            version: 1
            targets:
              server: &server { hardware: cpu, threads: 2 }
              spare: { <<: *server, threads: 4 }
            models:
              - path: a.onnx
                target: server
                prune: &prune { goal: { flops: 0.5 }, seed: 3 }
                gates: &gates { size: { max: 1MB } }
              - path: b.onnx
                target: spare
                prune: *prune
                gates: { <<: [*gates] }
            """);

        Assert.Equal([2, 4], reading.Policy.Targets.Select(target => target.Threads!.Value));
        Assert.Equal(Canonical.Of(reading.Policy.Models[0].Prune), Canonical.Of(reading.Policy.Models[1].Prune));
        Assert.Equal(9, reading.Policy.Models[1].Gates.Size!.Max!.Location.Line);
    }

    [Fact]
    public void MistakeBehindAnAnchor_IsSaidOnce() =>
        Assert.Equal(["POB1007(7,36)"], Reading.PlacesIn("""
            version: 1
            targets:
              server: { hardware: cpu }
            models:
              - path: a.onnx
                target: server
                prune: &prune { goal: { flops: 50 } }
                gates: &gates { size: { max: 1MB } }
              - { path: b.onnx, target: server, prune: *prune, gates: *gates }
            """));

    // The first model of the marked policy with one setting replaced.
    private static ModelPolicy Model(string setting, string replacement) =>
        Reading.Of(Marked.With(setting, replacement)).Policy.Models[0];
}
