using PruneOnBuild.Gates;
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

    public static string Law(Report report) =>
        $"The pruned model equals the dense one with the removed parts silenced: largest error {Units.Plain(report.Law.Error)}, " +
        FormattableString.Invariant($"at most {Units.Plain(report.Law.Tolerance)}, on {report.Law.Inputs} random inputs.");

    public static string Timing(LatencySection latency)
    {
        var machine = latency.Machine;
        string threads = latency.Threads switch { null => "the runtime's choice of threads", 1 => "1 thread", var n => $"{n} threads" };
        string runs = FormattableString.Invariant($"{latency.Runs} runs of each model in {latency.Blocks} interleaved blocks");
        string warmUps = FormattableString.Invariant($"{latency.DenseWarmUps} and {latency.PrunedWarmUps} warm-up runs");
        string cores = FormattableString.Invariant($"{machine.Cores} cores");
        string check = latency.DenseAgainstItself is { } itself ? $"; dense against itself {Figures.Times(itself.Low)} to {Figures.Times(itself.High)}" : "";
        return $"{runs}, after {warmUps}{check}; ONNX Runtime {machine.OnnxRuntime}, {machine.Provider}, {threads}; " +
            $"{machine.Cpu}, {cores}, {machine.System}; fed {latency.Feeds}.";
    }
}
