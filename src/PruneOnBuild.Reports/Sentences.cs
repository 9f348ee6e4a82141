using PruneOnBuild.Gates;
using PruneOnBuild.Gates.Predicted;
using PruneOnBuild.Policy;
using PruneOnBuild.Reports.Sections;

using static System.FormattableString;

namespace PruneOnBuild.Reports;

/// <summary>What the console and report.md both say in words.</summary>
internal static class Sentences
{
    private const string DenseKernels =
        "Latency is measured with ONNX Runtime's dense kernels, which multiply by zeros as by any number: the model is smaller, not faster. "
        + "With provider: sparse-cpu it runs on kernels that skip them.";

    /// <summary>What the zeros of a sparse plan are good for on its target, and how the model was measured.</summary>
    public static IEnumerable<string> Zeros(Report report)
    {
        if (report.Target.Zeros is { } zeros)
            yield return zeros;
        if (report.Kernels is not null || report.Target.Provider is "cpu" or TargetPolicy.SparseCpu)
            yield return Kernels(report);
    }

    private static string Kernels(Report report) => report.Kernels is not { } choice ? DenseKernels
        : !choice.Swapped.Any() ? Invariant($"None of {choice.Layers.Length} layers is faster on sparse kernels here: the model stays as ONNX Runtime knows it.")
        : Invariant($"{choice.Swapped.Count()} of {choice.Layers.Length} layers run on sparse kernels")
            + (choice.DenseMs > 0 ? Invariant($", {choice.PredictedSpeedup:0.00}x predicted ({choice.LayersSpeedup:0.00}x from their own times)") : ", as the lock has them")
            + ". Applications call AddPruneOnBuildSparseKernels: see docs/sparse-kernels.md.";

    /// <summary>What a structured plan removes in all.</summary>
    public static string Groups(Report report)
    {
        var groups = report.Plan.Groups;
        string removed = Figures.Count(groups.Sum(group => group.Removed));
        string channels = Figures.Count(groups.Sum(group => group.Channels));
        return FormattableString.Invariant(
            $"{groups.Count(group => group.Removed > 0)} of {groups.Length} groups lose channels: {removed} of {channels} go. ") +
            FormattableString.Invariant($"{report.Plan.Frozen.Length} frozen.");
    }

    /// <summary>What the target's accelerator predicts; no figure in it was measured.</summary>
    private static string Predicted(PredictedMeasurement predicted) => predicted.Unknown is { } why
        ? $"Predicted latency: none, because {why}."
        : $"Predicted latency, from the target's accelerator and not measured: dense {Units.Milliseconds(predicted.DenseMs)}, pruned "
            + Invariant($"{Units.Milliseconds(predicted.PrunedMs)}, {predicted.Speedup:0.00}x; {Bound(predicted.Dense)} dense and ")
            + Invariant($"{Bound(predicted.Pruned)} pruned of {predicted.Pruned.Length} layers are bound by bandwidth. Longest: ")
            + string.Join(", ", predicted.Pruned.OrderByDescending(layer => layer.Ms).Take(3)
                .Select(layer => $"{layer.Operator} '{layer.Node}' {Units.Milliseconds(layer.Ms)}")) + ".";

    private static int Bound(IEnumerable<PredictedLayer> layers) => layers.Count(layer => layer.IsBoundByBandwidth);

    /// <summary>How and where everything was measured.</summary>
    public static IEnumerable<string> Conditions(Report report)
    {
        yield return Law(report);
        yield return $"Latency: {Timing(report.Latency)}";
        if (report.Predicted is { } predicted)
            yield return Predicted(predicted);
        if (report.Accuracy is { } accuracy)
            yield return $"Accuracy: {Figures.Count(accuracy.Samples)} samples, output {accuracy.Output}.";
        foreach (string line in Data(report))
            yield return line;
        yield return Invariant($"Policy: {report.Model.Policy}, line {report.Model.PolicyLine}.");
        yield return $"PruneOnBuild {report.Tool}; {string.Join("; ", report.Run.Stages.Select(stage => stage.ToString()))}; " +
            Invariant($"{report.Run.Date:yyyy-MM-dd HH:mm} UTC.");
    }

    private static string Law(Report report) =>
        $"The pruned model equals the dense one with the removed parts silenced: largest error {Units.Plain(report.Law.Error)}, " +
        FormattableString.Invariant($"at most {Units.Plain(report.Law.Tolerance)}, on {report.Law.Inputs} random inputs.");

    /// <summary>Which samples pruned and which judged.</summary>
    private static IEnumerable<string> Data(Report report)
    {
        if (report.Data?.Calibration is { } calibration)
            yield return $"Calibration data: {Samples(calibration)}.";
        if (report.Data?.Evaluation is { } evaluation)
            yield return $"Evaluation data: {Samples(evaluation)}.";
        if (report.Data is { Shared: > 0 } data)
            yield return $"{Figures.Count(data.Shared)} evaluation samples are calibration samples too, as the policy allows: "
                + "the pruned model looks better on them.";
    }

    private static string Timing(LatencySection latency)
    {
        var machine = latency.Machine;
        string threads = latency.Threads switch { null => "the runtime's choice of threads", 1 => "1 thread", var n => $"{n} threads" };
        string runs = FormattableString.Invariant($"{latency.Runs} runs of each model in {latency.Blocks} interleaved blocks");
        if (machine.IsElsewhere)
            return $"{runs}, timed by runner {machine.Device}; fed {latency.Feeds}.";
        string warmUps = FormattableString.Invariant($"{latency.DenseWarmUps} and {latency.PrunedWarmUps} warm-up runs");
        string cores = FormattableString.Invariant($"{machine.Cores} cores");
        string check = latency.DenseAgainstItself is { } itself ? $"; dense against itself {Figures.Times(itself.Low)} to {Figures.Times(itself.High)}" : "";
        string device = machine.Device is { } named ? $" on {named}" : "";
        return $"{runs}, after {warmUps}{check}; ONNX Runtime {machine.OnnxRuntime}, {machine.Provider}{device}, {threads}; " +
            $"{machine.Cpu}, {cores}, {machine.System}; fed {latency.Feeds}.";
    }

    private static string Samples(SampleSetSection set) => $"{Figures.Count(set.Samples)} samples of {set.Path}, sha256 {set.Sha256[..16]}" +
        (set.Classes.IsEmpty ? "" : $"; classes {string.Join(", ", set.Classes.Take(20).Select((name, number) => Invariant($"{number} {name}")))}") +
        (set.Classes.Length > 20 ? ", ..." : "");
}
