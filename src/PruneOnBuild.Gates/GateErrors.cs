using System.Collections.Immutable;
using System.Globalization;
using PruneOnBuild.Gates.Verdicts;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Gates;

/// <summary>
/// What gates say. Codes 4001 to 4012, 4030 and 4050 to 4059: a gate's verdict; 4013, 4020 to 4029, 4032 to 4038 and 4060: what cannot be measured.
/// </summary>
public static class GateErrors
{
    internal const string Speedup = "POB4001";
    internal const string P50 = "POB4002";
    internal const string P95 = "POB4003";
    internal const string P99 = "POB4004";
    internal const string MaxDrop = "POB4005";
    internal const string Min = "POB4006";
    internal const string Max = "POB4007";
    internal const string MaxRise = "POB4030";
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

    internal static PruneOnBuildException NoDetections(SourceLocation place, string what) => Error("POB4032", place,
        $"No detections can be read: {what}. Name boxes, scores and classes in this gate, or one output of six columns.");

    internal static PruneOnBuildException NoObjects(SourceLocation data, int sample, int values) => Error("POB4033", data,
        Invariant($"The labels of sample {sample} have {values} values, which is no multiple of 5. Objects are rows of class, then box, ") +
            "filled up with rows of class -1.");

    internal static PruneOnBuildException NoPixelClasses(SourceLocation place, ImmutableArray<long> dims, int pixels) =>
        Error("POB4034", place, Invariant($"The output has {Tensor.DimsText(dims.AsSpan())} for each sample, the labels {pixels} pixels. miou needs ") +
            "a score for each class and pixel, or whole numbers, one for each pixel. Name another one as output: in this gate.");

    internal static PruneOnBuildException CustomFailed(SourceLocation place, string what, Exception? cause = null) => Error("POB4035", place,
        $"The gate's own metric failed: {what.ReplaceLineEndings(" ").TrimEnd('.')}. Mend it; docs/accuracy-gates.md says how it is called.", cause);

    internal static PruneOnBuildException CustomScores(SourceLocation place, string what) => Error("POB4036", place,
        $"The gate's own metric gave {what}. It must give one finite number for each sample, or one for all.");

    internal static PruneOnBuildException CustomTooSlow(SourceLocation place, double seconds) => Error("POB4037", place,
        Invariant($"The gate's own metric took more than {seconds} s and was stopped. Make it faster, or raise maxSeconds in this gate."));

    internal static PruneOnBuildException MetricUndefined(SourceLocation place, string metric) => Error("POB4038", place,
        $"Metric '{metric}' is undefined on this data: r2 needs labels that differ, map and map50 an object, miou a pixel that counts. " +
        "Check the labels, or choose another metric.");

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

    private static PruneOnBuildException Error(string code, SourceLocation place, string message, Exception? cause = null)
    {
        var diagnostic = Diagnostic.Error(code, place, message);
        return cause is null ? new PruneOnBuildException(diagnostic) : new PruneOnBuildException(diagnostic, cause);
    }
}
