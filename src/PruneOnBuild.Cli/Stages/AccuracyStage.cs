using System.Text.Json;
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
    private const string Stage = "accuracy";

    private const string FileName = "accuracy.json";

    public Measured<AccuracyMeasurement>? Run(ModelJob job, JobInputs inputs, PrunedModel pruned)
    {
        if (job.Model.Gates.Accuracy is not { } gate)
            return null;
        return cache.GetOrAdd(
            Stage,
            Key(job, inputs, gate, pruned.Key),
            folder => File.WriteAllText(
                Path.Combine(folder, FileName),
                JsonSerializer.Serialize(meters.Accuracy(job, pruned.Path), GatesJson.Default.AccuracyMeasurement)),
            Read);
    }

    /// <summary>What is stored; null: nothing, or no gate asks for it.</summary>
    /// <param name="pruned">Key of the pruned model.</param>
    public AccuracyMeasurement? Find(ModelJob job, JobInputs inputs, string pruned) => job.Model.Gates.Accuracy is { } gate
        ? cache.Find(Stage, Key(job, inputs, gate, pruned), Read)?.Value : null;

    private static string Key(ModelJob job, JobInputs inputs, AccuracyGate gate, string pruned) => new ContentHash()
        .Add("tool", ToolVersion.Measuring)
        .Add("machine", MachineText.Of(job.Target))
        .Add("pruned", pruned)
        .Add("evaluation", inputs.Evaluation)
        .Add("data", Canonical.Of(job.Model.Data))
        .Add("scoring", ScoringFiles.Hash(job))
        .Add("metric", Canonical.Of(new GateSettings { Accuracy = gate }))
        .ToKey();

    private static Measured<AccuracyMeasurement> Read(CacheEntry entry) => new(
        JsonSerializer.Deserialize(File.ReadAllText(entry[FileName]), GatesJson.Default.AccuracyMeasurement)!, entry.FromCache);
}
