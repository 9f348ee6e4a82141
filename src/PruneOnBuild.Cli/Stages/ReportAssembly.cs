using System.Collections.Immutable;
using PruneOnBuild.Gates;
using PruneOnBuild.Gates.Predicted;
using PruneOnBuild.Gates.Size;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Reports;
using PruneOnBuild.Reports.Sections;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Cli.Stages;

/// <summary>
/// Puts the records of all stages into one report. Paths become relative to the policy, so that machines agree.
/// </summary>
internal static class ReportAssembly
{
    public static Report Of(
        ModelJob job,
        JobInputs inputs,
        DataSection? data,
        PrunedModel pruned,
        Measurements measurements,
        Judgement judgement,
        ImmutableArray<StageRun> stages) => new()
    {
        Tool = ToolVersion.Text,
        Outcome = judgement.Outcome,
        Model = new ModelSection(
            Relative(job, job.Path),
            Path.GetFileName(job.Policy.File),
            job.Model.Location.Line,
            inputs.ModelSha256,
            pruned.Record.Sha256),
        Target = TargetSection.Of(job.Target, SessionSettings.For(job.Target).ProviderName),
        Prune = PruneSection.Of(job.Model.Prune),
        Data = data,
        Verdicts = [.. judgement.Verdicts.Select(verdict => verdict with { Location = Relative(job, verdict.Location) })],
        Warnings = [.. pruned.Warnings.Select(warning => warning with { Location = Relative(job, warning.Location) })],
        Cost = new CostSection(pruned.Record.Dense, pruned.Record.Pruned),
        Size = measurements.Size,
        Accuracy = measurements.Accuracy is { } accuracy ? accuracy with { Means = null, Resamples = null } : null,
        Latency = LatencySection.Of(measurements.Latency!),
        Placement = measurements.Placement,
        Memory = measurements.Memory,
        Predicted = measurements.Predicted,
        Plan = pruned.Record.Plan,
        Kernels = pruned.Kernels,
        Law = pruned.Record.Law,
        Run = new RunSection(DateTimeOffset.UtcNow, stages),
    };

    /// <param name="work">Where it was counted, multiply-adds are those of one sample as it was fed.</param>
    public static SizeMeasurement Sizes(StoredPrune prune, WorkMeasurement? work) => work is null ? Sizes(prune) : Sizes(prune) with
    {
        DenseMultiplyAdds = WorkMeasurement.MultiplyAdds(work.Dense),
        PrunedMultiplyAdds = WorkMeasurement.MultiplyAdds(work.Pruned),
    };

    private static SizeMeasurement Sizes(StoredPrune prune) => new(
        prune.DenseSizes.FileBytes,
        prune.PrunedSizes.FileBytes,
        prune.DenseSizes.ZippedBytes,
        prune.PrunedSizes.ZippedBytes,
        prune.Dense.Parameters,
        prune.Pruned.Parameters,
        prune.Dense.MultiplyAdds,
        prune.Pruned.MultiplyAdds,
        prune.Pruned.Sparsity,
        prune.Pruned.PackedBytes);

    private static SourceLocation Relative(ModelJob job, SourceLocation location) =>
        location with { File = Relative(job, location.File) };

    private static string Relative(ModelJob job, string path) => Path.GetRelativePath(job.Policy.Folder, path).Replace('\\', '/');
}
