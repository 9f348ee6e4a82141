using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Cli;

/// <summary>What can be wrong between a policy and the models, and our own faults.</summary>
internal static class PipelineErrors
{
    /// <summary>The model that was asked for has no entry.</summary>
    public static PruneOnBuildException NoEntry(string policyFile, string model) => new(Diagnostic.Error(
        "POB1951",
        new SourceLocation(policyFile),
        $"No entry under models: covers '{model}'. Add one with its path relative to this policy, or a glob that matches it."));

    /// <summary>Two models of one policy would be written to one path.</summary>
    public static PruneOnBuildException SameOutput(string policyFile, string first, string second, string output) => new(
        Diagnostic.Error(
            "POB1952",
            new SourceLocation(policyFile),
            $"'{first}' and '{second}' would both go to '{output}'. Prune them one by one with --model and a folder each."));

    /// <summary>The pruned model would take the dense one's place.</summary>
    public static PruneOnBuildException OverwritesDense(string model, string output) => new(Diagnostic.Error(
        "POB1954",
        new SourceLocation(model),
        $"With output folder '{output}' the pruned model would overwrite this dense one. Name another folder with --output."));

    /// <summary>A file of the output or the cache cannot be written or read.</summary>
    public static PruneOnBuildException FilesFailed(string folder, Exception failure) => new(
        Diagnostic.Error(
            "POB1953",
            new SourceLocation(folder),
            $"The output or the cache cannot be used: {OneLine(failure)}. Check space and permissions, or name other folders."),
        failure);

    /// <summary>An assembly that is not found or does not load is no fault of the user's folders.</summary>
    public static bool IsOfFiles(Exception failure) =>
        failure is UnauthorizedAccessException or (IOException and not (FileNotFoundException or FileLoadException));

    /// <summary>The page of the CI system's step takes no report; the run's outcome stands.</summary>
    public static Diagnostic SummaryFailed(Exception failure) => Diagnostic.Warning(
        "POB1924",
        new SourceLocation("prune-on-build"),
        $"The reports could not be added to the step's summary: {OneLine(failure)}. Make the file that GITHUB_STEP_SUMMARY names writable, or use --ci none.");

    /// <summary>An unhandled exception.</summary>
    public static Diagnostic OurFault(Exception fault, string remedy) => Diagnostic.Error(
        "POB9001",
        new SourceLocation("prune-on-build"),
        $"A fault of ours ({fault.GetType().Name}: {OneLine(fault)}). {remedy}");

    private static string OneLine(Exception exception) => exception.Message.ReplaceLineEndings(" ").TrimEnd('.');
}
