using System.Globalization;
using PruneOnBuild.Gates.Verdicts;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Gates;

/// <summary>What gates say. Codes 4001 to 4012 and 4050 to 4059: a gate's verdict; 4013, 4020 to 4029 and 4060: what cannot be measured.</summary>
public static class GateErrors
{
    internal const string Speedup = "POB4001";
    internal const string P50 = "POB4002";
    internal const string P95 = "POB4003";
    internal const string P99 = "POB4004";
    internal const string MaxDrop = "POB4005";
    internal const string Min = "POB4006";
    internal const string Max = "POB4007";
    internal const string MaxBytes = "POB4008";
    internal const string MaxShare = "POB4009";

    internal const string Zipped = "POB4050";
    internal const string ZippedShare = "POB4051";
    internal const string Parameters = "POB4052";
    internal const string MultiplyAdds = "POB4053";
    internal const string Sparsity = "POB4054";
    internal const string AllNodesOnProvider = "POB4055";
    internal const string MemoryMax = "POB4056";
    internal const string MemoryMaxShare = "POB4057";

    internal const string PredictedSpeedup = "POB4058";
    internal const string PredictedLatency = "POB4059";

    /// <summary>A process that was to open a model ended without a peak.</summary>
    /// <param name="said">The last that it said.</param>
    public static PruneOnBuildException MemoryProcessFailed(SourceLocation gate, string? model, int exitCode, string said) => Error("POB4060", gate,
        $"The process that was to open {(model is null ? "no model" : $"'{model}'")} told no peak of its memory: " +
        Invariant($"exit code {exitCode}, \"{said}\". Open the model in an application of yours, or remove the memory gate."));

    internal const string P90 = "POB4010";
    internal const string ColdStart = "POB4011";
    internal const string Throughput = "POB4012";

    internal static PruneOnBuildException FixedBatch(SourceLocation place, int batch, IEnumerable<TensorSpec> inputs) => Error("POB4013", place,
        Invariant($"No input of the model takes {batch} samples at once; its inputs are {string.Join(", ", inputs)}. ") +
        "Export it with an open batch axis, or write the batch that it has.");

    internal static PruneOnBuildException NoClassScores(SourceLocation place, string metric, Tensor output) => Error("POB4020", place,
        $"Metric '{metric}' needs an output with one score for each of two or more classes; this output is {output}. " +
        "Name another one as output: in this gate, or use metric: mse.");

    internal static PruneOnBuildException OutputsDiffer(SourceLocation pruned, string output, Tensor dense, Tensor after) =>
        Error("POB4021", pruned, $"Output '{output}' of the pruned model is {after}, of the dense model {dense}. " +
            "Outputs must keep their shape; list the nodes before that output under prune: keep.");

    internal static PruneOnBuildException EveryClassCounts(SourceLocation place, int k, int classes) => Error("POB4022", place,
        Invariant($"With k = {k} and {classes} classes every answer would be right. Choose a k below {classes}."));

    internal static PruneOnBuildException NotPerSample(SourceLocation place, string output, Tensor values, int samples) =>
        Error("POB4023", place, Invariant($"Output '{output}' is {values} for {samples} samples, which is not the same number of values ") +
            "for each. Name another one as output: in this gate.");

    /// <summary>The text of a verdict: what is, what is wanted, how sure, under which conditions, and what would help.</summary>
    internal static string Verdict(Threshold threshold, VerdictOutcome outcome, string actual, string details, string remedy) => outcome switch
    {
        VerdictOutcome.Pass => $"Gate {threshold.Gate} passed: {actual}, {threshold.RequiredText} wanted ({details}).",
        VerdictOutcome.Fail => $"Gate {threshold.Gate} missed: {actual}, {threshold.RequiredText} wanted ({details}). {remedy}",
        VerdictOutcome.Inconclusive =>
            $"Gate {threshold.Gate} undecided: {actual}, {threshold.RequiredText} wanted ({details}). {remedy}",
        _ => $"Gate {threshold.Gate} not judged: {actual}, {threshold.RequiredText} wanted ({details}). {remedy}",
    };

    internal static string NotMeasured(Threshold threshold, string why, string remedy) =>
        $"Gate {threshold.Gate} missed: {why}, {threshold.RequiredText} wanted. {remedy}";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static PruneOnBuildException Error(string code, SourceLocation place, string message) =>
        new(Diagnostic.Error(code, place, message));
}
