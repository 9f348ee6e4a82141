using PruneOnBuild.Gates.Accuracy;
using PruneOnBuild.Gates.Accuracy.Damage;
using PruneOnBuild.Gates.Memory;
using PruneOnBuild.Gates.Predicted;
using PruneOnBuild.Gates.Size;
using PruneOnBuild.Gates.Statistics;
using PruneOnBuild.Gates.Verdicts;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Pruning;
using PruneOnBuild.Pruning.Plans;
using PruneOnBuild.Pruning.Swaps;
using PruneOnBuild.Reports.Sections;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Reports.Tests;

/// <summary>Reports with fixed figures.</summary>
internal static class Some
{
    private static readonly MachineFingerprint Machine = new("Some CPU @ 2.50GHz", 2, "linux-x64", "1.29.0", "cpu", "runner-1");

    /// <summary>Channels of a small residual network went; the accuracy gate was missed.</summary>
    public static Report StructuredReport { get; } = new()
    {
        Tool = "0.1.0",
        Outcome = ReportOutcome.Failed,
        Model = new ModelSection("Models/resnet.onnx", "prune.yaml", 9, new string('a', 64), new string('b', 64)),
        Target = new TargetSection("server", "cpu", "cpu", 2, null, 8),
        Prune = new PruneSection("flops", 0.5, "l1", "none", "global", ["/head/*"], 0),
        Data = new DataSection(
            new SampleSetSection("data/calibration.npz", 500, new string('d', 64), []),
            new SampleSetSection("data/images", 2000, new string('c', 64), ["cat", "dog"]),
            3),
        Verdicts =
        [
            Verdict("latency.speedup", VerdictOutcome.Pass, 1.684, 1.5, "1.684x", "at least 1.50x", 21, "POB4001") with { Interval = new Interval(1.62, 1.684, 1.741, 0.95) },
            Verdict("accuracy.maxDrop", VerdictOutcome.Fail, 0.026, 0.01, "2.60 points", "at most 1.00 points", 22, "POB4005"),
            Verdict("size.max", VerdictOutcome.Pass, 560_123, 700_000, "560.1 KB", "at most 700.0 KB", 23, "POB4008"),
        ],
        Warnings = [Diagnostic.Warning("POB3007", new SourceLocation("prune.yaml", 12, 14), "flops 0.5 leaves 0.512: widths stay on multiples of 8.")],
        Cost = new CostSection(new ModelCost(268_336, 268_336, 40_551_000, 1_073_344), new ModelCost(134_402, 134_402, 20_761_000, 537_608)),
        Size = new SizeMeasurement(1_092_345, 560_123, 1_010_222, 515_333, 268_336, 134_402, 40_551_000, 20_761_000, 0, 537_608),
        Accuracy = new AccuracyMeasurement
        {
            Metric = AccuracyMetric.Top1,
            K = 5,
            Output = "logits",
            Samples = 2000,
            Outcomes = new PairedOutcomes(1630, 80, 28, 262),
            Damage = new DamageFigures(80, 28, [new DamagedSample(17, 3, 3, 5, 4.25), new DamagedSample(402, 0, 0, 8, 3.9)]),
            DenseNotFinite = 0,
            PrunedNotFinite = 0,
            DataHash = new string('c', 64),
        },
        Latency = new LatencySection(
            new Percentiles(3.2144, 3.5021, 4.1), new Percentiles(1.9087, 2.1043, 2.6), new Interval(1.62, 1.684, 1.741, 0.95),
            600, 30, 12, 20, "input float32[1,3,32,32]", 2, Machine)
        {
            DenseMs = [3.1, 3.2, 3.21, 3.22, 3.3, 3.25, 3.5, 4.1],
            PrunedMs = [1.85, 1.9, 1.91, 1.92, 2.0, 1.88, 2.1, 2.6],
            DenseAgainstItself = new Interval(0.99, 1.001, 1.012, 0.95),
            ColdStart = new ColdStartSection(81.2, 47.9, 15),
            Throughput = new ThroughputSection(16, 311, 520.4),
        },
        Plan = new PrunePlan(
            "structured",
            [
                new GroupPlan("conv1 output", 32, [.. Enumerable.Range(0, 24)], "conv1 output -> bn1 -> add1 -> conv4 input"),
                new GroupPlan("layer_1|conv2 output", 64, [0, 5, 6, 9, 12, 33, 40, 63], "layer_1|conv2 output -> conv3 input"),
                new GroupPlan("conv5 output", 16, [.. Enumerable.Range(0, 16)], "conv5 output -> conv6 input"),
            ],
            [new FrozenChannels("fc output", 10, "also graph output 'logits'")],
            []),
        Law = new LawCheck(1.2e-6, 1e-4, 3),
        Run = new RunSection(
            new DateTimeOffset(2025, 11, 3, 9, 5, 0, TimeSpan.Zero),
            [new StageRun("pruned", true, 0.02), new StageRun("accuracy", false, 4.25), new StageRun("latency", false, 3.1)]),
    };

    /// <summary>Weights became zero; all gates passed; accuracy was not asked for.</summary>
    public static Report SparseReport { get; } = StructuredReport with
    {
        Outcome = ReportOutcome.Passed,
        Target = new TargetSection("edge", "sparse", "sparse-cpu", null, "unstructured", 8)
        {
            Intent = "speed", Zeros = "Provider sparse-cpu gains time from such zeros from 35 % on, in float32: it was measured (somewhere).",
        },
        Prune = new PruneSection("sparsity", 0.8, "l2", "none", "layer", [], 7),
        Verdicts = [Verdict("size.max", VerdictOutcome.Pass, 1_092_345, 2_000_000, "1.092 MB", "at most 2.000 MB", 30, "POB4008")],
        Warnings = [],
        Cost = new CostSection(new ModelCost(268_336, 268_336, 40_551_000, 1_073_344), new ModelCost(268_336, 53_667, 40_551_000, 248_210) { NonZeroMultiplyAdds = 8_110_200 }),
        Size = new SizeMeasurement(1_092_345, 1_092_345, 1_010_222, 260_777, 268_336, 268_336, 40_551_000, 40_551_000, 0.8, 248_210),
        Accuracy = null,
        Latency = StructuredReport.Latency with
        {
            Pruned = new Percentiles(3.2201, 3.5101, 4.2), Speedup = new Interval(0.99, 0.998, 1.01, 0.95), Threads = null,
        },
        Plan = new PrunePlan(
            "unstructured",
            [],
            [new FrozenChannels("head", 640, "listed under keep")],
            [
                new TensorPlan("conv1.weight", "/stem/conv", 432, 346, 398),
                new TensorPlan("w2", $"/{new string('x', 60)}/a|b/conv", 294_912, 235_930, 272_792),
            ]),
        Memory = new MemoryMeasurement([80e6, 80e6, 80e6], [140e6, 141e6, 139e6], [110e6, 111e6, 109e6], "input float32[1,3,32,32]"),
        Predicted = new PredictedMeasurement(
            [new PredictedLayer("/stem/conv", "Conv", 0.5, IsBoundByBandwidth: false), new PredictedLayer("a|b", "Conv", 1.5, IsBoundByBandwidth: false)],
            [new PredictedLayer("/stem/conv", "Conv", 0.4, IsBoundByBandwidth: true), new PredictedLayer("a|b", "Conv", 0.6, IsBoundByBandwidth: false)],
            Unknown: null),
        Kernels = new SparseChoice(
            [new ProbedLayer("/stem/conv", "Conv", 0.8, 0.5, 0.55, IsSwapped: false), new ProbedLayer($"/{new string('x', 60)}/a|b/conv", "Conv", 0.8, 3, 0.75, IsSwapped: true)],
            4,
            1.8),
    };

    private static Verdict Verdict(
        string gate, VerdictOutcome outcome, double actual, double required, string actualText, string requiredText, int line, string code) =>
        new(gate, outcome, actual, required, actualText, requiredText, $"Gate {gate}: {actualText}, {requiredText} wanted.", new SourceLocation("prune.yaml", line, 7), code);
}
