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
    private const string FileName = "accuracy.json";

    public Measured<AccuracyMeasurement>? Run(ModelJob job, JobInputs inputs, PrunedModel pruned)
    {
        if (job.Model.Gates.Accuracy is not { } gate)
            return null;
        string key = new ContentHash()
            .Add("tool", ToolVersion.Measuring)
            .Add("machine", MachineText.Of(job.Target))
            .Add("pruned", pruned.Key)
            .Add("evaluation", inputs.Evaluation)
            .Add("data", Canonical.Of(job.Model.Data))
            .Add("scoring", ScoringFiles.Hash(job))
            .Add("metric", Canonical.Of(new GateSettings { Accuracy = gate }))
            .ToKey();
        return cache.GetOrAdd(
            "accuracy",
            key,
            folder => File.WriteAllText(
                Path.Combine(folder, FileName),
                JsonSerializer.Serialize(meters.Accuracy(job, pruned.Path), GatesJson.Default.AccuracyMeasurement)),
            entry => new Measured<AccuracyMeasurement>(
                JsonSerializer.Deserialize(File.ReadAllText(entry[FileName]), GatesJson.Default.AccuracyMeasurement)!,
                entry.FromCache));
    }
}
