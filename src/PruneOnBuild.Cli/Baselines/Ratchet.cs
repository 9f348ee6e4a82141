using System.Collections.Immutable;
using PruneOnBuild.Cli.Committed;
using PruneOnBuild.Cli.Output;
using PruneOnBuild.Cli.Stages;
using PruneOnBuild.Gates;
using PruneOnBuild.Gates.Verdicts;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Cli.Baselines;

/// <summary>
/// Keeps a model from falling behind what it once was, inside the thresholds too: holds it against prune.baseline.json, or writes that.
/// </summary>
internal sealed class Ratchet(BaselineMode mode, RunConsole console)
{
    /// <summary>Before minutes go into pruning.</summary>
    /// <exception cref="PruneOnBuildException">POB4084 to POB4086, POB4089: the file is no good, or a suppression has expired.</exception>
    public void Check(ModelJob job)
    {
        if (mode == BaselineMode.Off || BaselineFile.Of(job.Policy).Read() is not { } baseline || mode == BaselineMode.Update)
            return;
        string name = Name(job);
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        ImmutableArray<Diagnostic> expired =
        [
            .. baseline.Suppressions
                .Where(suppression => suppression.Model == name && suppression.IsExpired(today))
                .Select(suppression => BaselineErrors.Expired(baseline.PlaceOf(suppression, "expires"), suppression)),
        ];
        if (!expired.IsEmpty)
            throw new PruneOnBuildException(expired);
    }

    /// <summary>The file where a run depends on it. One that is written is an output.</summary>
    public IEnumerable<string> Inputs(ModelJob job) =>
        mode == BaselineMode.Use && BaselineFile.Of(job.Policy).FullPath is var path && File.Exists(path) ? [path] : [];

    /// <summary>Where there may be something that changes what a run comes to.</summary>
    public IEnumerable<string> Sources(ModelJob job) => mode == BaselineMode.Off ? [] : [BaselineFile.Of(job.Policy).FullPath];

    /// <summary>The last day on which no suppression of the model expires; null: any.</summary>
    public DateOnly? LastDay(ModelJob job) => mode != BaselineMode.Use ? null : BaselineFile.Of(job.Policy).Read()?.Suppressions
        .Where(suppression => suppression.Model == Name(job)).Min(suppression => suppression.LastDay);

    /// <summary>The verdicts, and what makes the baseline stale. Nothing where there is no baseline.</summary>
    public (ImmutableArray<Verdict> Verdicts, ImmutableArray<Diagnostic> Warnings) Judge(ModelJob job, PlanBasis basis, Measurements measured)
    {
        if (mode != BaselineMode.Use || BaselineFile.Of(job.Policy).Read() is not { } baseline)
            return ([], []);
        string name = Name(job);
        if (!baseline.Content.Models.TryGetValue(name, out var entry))
            return ([], [BaselineErrors.NoEntry(new SourceLocation(baseline.File), name)]);
        (bool IsChanged, string What)[] parts =
        [
            (entry.Model != basis.Model, "the model"),
            (entry.Policy != basis.Policy, "the policy (prune or target)"),
            (entry.Accuracy is { } accuracy && measured.Accuracy is { } now && accuracy.Data != now.DataHash, "the evaluation data"),
            (entry.Accuracy is { } before && job.Model.Gates.Accuracy is { } gate && before.Metric != GateNames.Metric(gate), "the metric"),
        ];
        string[] changes = [.. parts.Where(part => part.IsChanged).Select(part => part.What)];
        return (
            [.. BaselineJudge.Decide(baseline, name, measured, job.Model.Gates)],
            changes.Length == 0 ? [] : [BaselineErrors.Stale(baseline.PlaceOf(name), name, changes)]);
    }

    /// <summary>Writes the figures of a model that was published.</summary>
    public void Keep(ModelJob job, PlanBasis basis, Measurements measured)
    {
        if (mode != BaselineMode.Update)
            return;
        var file = BaselineFile.Of(job.Policy);
        var speedup = measured.Latency is { } latency ? BaselineSpeedup.Of(latency, job.Model.Gates.Latency) : null;
        bool isBounded = speedup is { Low: > 0 } && double.IsFinite(speedup.Estimate) && double.IsFinite(speedup.High);
        file.Put(
            job.Policy,
            job.Path,
            new BaselineEntry(
                basis.Model,
                basis.Policy,
                measured.Size.PrunedBytes,
                measured.Size.PrunedMultiplyAdds,
                Accuracy(job, measured),
                isBounded ? speedup : null),
            () => console.Note("waiting for another build that writes the baseline"));
        console.Note($"-> {console.Shown(file.FullPath)}");
    }

    /// <summary>Null where there is no figure that another could be held against.</summary>
    private static BaselineAccuracy? Accuracy(ModelJob job, Measurements measured) =>
        measured.Accuracy is { DenseNotFinite: 0, PrunedNotFinite: 0 } accuracy && double.IsFinite(accuracy.Pruned)
        && job.Model.Gates.Accuracy is { } gate ? BaselineAccuracy.Of(accuracy, gate) : null;

    private static string Name(ModelJob job) => ModelName.Of(job.Policy, job.Path);
}
