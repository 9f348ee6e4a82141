using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Policy;

internal static partial class PolicyErrors
{
    public static Diagnostic UnknownTarget(SourceLocation place, string name, IReadOnlyCollection<string> targets) =>
        Error("POB1012", place, $"The target '{Quote.Shorten(name)}' does not exist. {DidYouMean(name, targets)}"
            + $"Targets are {Quote.List(targets.Select(target => Quote.Shorten(target)), "and")}; add others under targets:.");

    public static Diagnostic PatternNeedsSparse(SourceLocation place, string hardware) =>
        Error("POB1013", place, $"pattern needs hardware: sparse, but this target's hardware is {hardware}, whose kernels "
            + "multiply by zeros as by any number. Remove pattern, and whole channels go (goal flops or speedup); or write "
            + $"hardware: sparse with provider: sparse-cpu, whose kernels skip zeros on any CPU, {SizeOnly}.");

    public static Diagnostic SparsityNeedsSparse(SourceLocation place, string target, string hardware) =>
        Error("POB1014", place, $"The goal sparsity does not fit target '{Quote.Shorten(target)}', whose hardware is "
            + $"{hardware}: zeros pay only where kernels use them. Aim at flops, ratio, speedup, size or fastest, or take a "
            + "target with hardware: sparse.");

    public static Diagnostic GoalNeedsChannels(SourceLocation place, string goal, string target) =>
        Error("POB1014", place, $"The goal {goal} does not fit target '{Quote.Shorten(target)}', whose hardware is sparse: "
            + "there weights become zero and no channel goes. Aim at sparsity, flops or size, or take a target with hardware: cpu or "
            + "gpu.");

    public static Diagnostic CriterionNeedsChannels(SourceLocation place, string criterion, string target) =>
        Error("POB1015", place, $"criterion {criterion} does not fit target '{Quote.Shorten(target)}', whose hardware is "
            + "sparse: it scores channels, not weights. Use l1, l2, obs, activation or random.");

    public static Diagnostic SparsityAbovePattern(SourceLocation place, double sparsity, string pattern, double share) =>
        Error("POB1015", place, $"sparsity is {Quantity.Print(sparsity)}, but pattern {pattern} zeroes {Quantity.Print(share)} "
            + $"of the weights at most. Write sparsity: {Quantity.Print(share)}, or a pattern with more zeros.");

    public static Diagnostic LayersCannotShare(SourceLocation place, double sparsity, string pattern, double share) =>
        Error("POB1015", place, $"allocation layer gives every layer the same sparsity, and with pattern {pattern} that is "
            + $"{Quantity.Print(share)}, but the goal is {Quantity.Print(sparsity)}. Write allocation: global, or sparsity: "
            + $"{Quantity.Print(share)}.");

    public static Diagnostic LimitWithoutRunner(SourceLocation place, string limit) =>
        Error("POB1016", place, $"{limit} is an absolute latency, which means something on one machine only, and runner is "
            + "missing. Add runner: with that machine's host name, or judge speedup, which holds on every machine.");

    public static Diagnostic RunnerWithoutLimit(SourceLocation place) =>
        Diagnostic.Warning("POB1033", place, "runner has no effect without an absolute limit: speedup is judged on every machine. "
            + "Add p50, p90, p95, p99, coldStart or throughput, or remove runner.");

    public static Diagnostic AccuracyWithoutData(SourceLocation place) =>
        Error("POB1017", place, "The accuracy gate has no data to judge on: data.evaluation is missing. Add evaluation: under "
            + "data:, or remove the gate.");

    public static Diagnostic SameData(SourceLocation place, string path) =>
        Error("POB1018", place, $"calibration and evaluation are the same data, '{Quote.Shorten(path)}'. A model judged on what "
            + "it was pruned with looks better than it is; split the samples into two files.");

    public static Diagnostic NotOfMetric(SourceLocation place, string key, string metric, string remedy) =>
        Error("POB1019", place, $"{key} does not go with metric {metric}. {remedy}.");

    public static Diagnostic CustomMetric(SourceLocation place, string what) =>
        Error("POB1045", place, $"metric custom needs one program that scores the outputs, and {what}. Write command: PROGRAM, or "
            + "assembly: FILE.dll with type: CLASS.");

    public static Diagnostic Detections(SourceLocation place, string what, string remedy) =>
        Error("POB1046", place, $"Where the detections are is not clear: {what}. {remedy}.");

    public static Diagnostic NoThreshold(SourceLocation place, string gate, string thresholds) =>
        Error("POB1020", place, $"The {gate} gate has no threshold, so it could never fail. Add {thresholds}, or remove the "
            + "gate.");

    public static Diagnostic SamePath(SourceLocation place, string path, SourceLocation first) =>
        Error("POB1022", place, $"The model '{Quote.Shorten(path)}' already has an entry in line {first.Line}. The first entry "
            + "that matches a file has it, so this one would never be used; remove one of them.");

    public const string UnusedTargetCode = "POB1023";

    public static Diagnostic UnusedTarget(SourceLocation place, string name) =>
        Diagnostic.Warning(UnusedTargetCode, place, $"No model uses the target '{Quote.Shorten(name)}'. Name it under a model's "
            + "target:, or remove it.");

    public static Diagnostic NoGates(SourceLocation place, string path) =>
        Diagnostic.Warning("POB1024", place, $"The model '{Quote.Shorten(path)}' has no gates, so nothing will be judged and "
            + "the build passes whatever pruning does to it. Add latency, accuracy or size under gates:.");

    public static Diagnostic NoModelFile(Located<string> path, string folder, IReadOnlyList<string> nearest) =>
        Error("POB1025", path.Location, $"No model file matches '{Quote.Shorten(path.Value)}' in '{folder}'. "
            + (nearest.Count == 0 ? "There is no .onnx file near it; paths start at the policy's folder."
                : $"The nearest .onnx files are {string.Join(", ", nearest)}."));

    public static Diagnostic NeedsCalibration(SourceLocation place, string setting, string remedy) =>
        Error("POB1026", place, $"{setting} needs calibration data, and data.calibration is missing. Add calibration: under "
            + $"data:, or {remedy}.");

    public static Diagnostic FastestWithoutAccuracy(SourceLocation place) =>
        Error("POB1027", place, "The goal fastest is the fastest model that passes the accuracy gate, and there is none. Add "
            + "accuracy: under gates:, or another goal.");

    public static Diagnostic NoProvider(SourceLocation place, IEnumerable<string> providers) =>
        Error("POB1028", place, $"hardware is gpu, but provider is missing, so the model would run on the CPU. Add provider: "
            + $"{Quote.List(providers)}.");

    public static Diagnostic ProviderElsewhere(
        SourceLocation place, string provider, string hardware, IEnumerable<string> fitting) =>
        Error("POB1028", place, $"provider {provider} does not run on hardware {hardware}. Use {Quote.List(fitting)}, or change "
            + "hardware.");

    public static Diagnostic GoalBelowGate(SourceLocation place, string gate, string required, string goal) =>
        Diagnostic.Warning("POB1030", place, $"{gate} must be {required}, but the goal asks search for {goal} only, so this "
            + "gate will hardly pass. Bring the two together.");

    public static Diagnostic LimitNeverBinds(SourceLocation place, string low, TimeSpan lower, string high, TimeSpan higher) =>
        Diagnostic.Warning("POB1031", place, $"{low} at most {Milliseconds(lower)} can never fail, for {high} is at most "
            + $"{Milliseconds(higher)} and {low} is never above it. Lower {low}, or remove it.");

    private static string Milliseconds(TimeSpan time) => $"{Quantity.Print(time.TotalMilliseconds)} ms";
}
