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

    public Measured<AccuracyMeasurement>? Run(ModelJob job, JobInputs inputs, PrunedModel pruned) => job.Model.Gates.Accuracy is { } gate
        ? _stored.GetOrAdd(Key(job, inputs, gate, pruned.Key), () => meters.Accuracy(job, pruned.Path)) : null;

    /// <summary>What is stored; null: nothing, or no gate asks for it.</summary>
    /// <param name="pruned">Key of the pruned model.</param>
    public AccuracyMeasurement? Find(ModelJob job, JobInputs inputs, string pruned) => job.Model.Gates.Accuracy is { } gate
        ? _stored.Find(Key(job, inputs, gate, pruned)) : null;

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
