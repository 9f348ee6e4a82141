using PruneOnBuild.Cli.Caching;
using PruneOnBuild.Gates;
using PruneOnBuild.Gates.Accuracy;
using PruneOnBuild.Policy;

namespace PruneOnBuild.Cli.Stages;

/// <summary>
/// Measures accuracy where a gate asks for it. Thresholds are no part of the key: another threshold judges the stored figures.
/// </summary>
internal sealed class AccuracyStage(StageCache cache, IMeters meters)
{
    private readonly StoredRecord<AccuracyMeasurement> _stored = new(cache, "accuracy", GatesJson.Default.AccuracyMeasurement);

    /// <summary>Null where no gate asks for it.</summary>
    public StageStep<Measured<AccuracyMeasurement>>? Of(ModelJob job, JobInputs inputs, StagedModel pruned) => job.Model.Gates.Accuracy is { } gate
        ? _stored.Step("measured", Key(job, inputs, gate, pruned.Key), () => meters.Accuracy(job, pruned.Path)) : null;

    private static string Key(ModelJob job, JobInputs inputs, AccuracyGate gate, string pruned) => new ContentHash()
        .Add("tool", ToolVersion.Measuring)
        .Add("machine", MachineText.Of(job.Target))
        .Add("pruned", pruned)
        .Add("evaluation", inputs.Evaluation)
        .Add("data", Canonical.Of(job.Model.Data))
        .Add("scoring", ScoringFiles.Hash(job))
        .Add("metric", Canonical.Of(new GateSettings { Accuracy = gate }))
        .ToKey();
}
