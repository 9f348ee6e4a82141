using System.Text.Json;
using PruneOnBuild.Cli.Caching;
using PruneOnBuild.Gates;
using PruneOnBuild.Gates.Memory;

namespace PruneOnBuild.Cli.Stages;

/// <summary>Measures memory where a gate asks for it. Thresholds are no part of the key.</summary>
internal sealed class MemoryStage(StageCache cache, IMeters meters)
{
    private const string FileName = "memory.json";

    public Measured<MemoryMeasurement>? Run(ModelJob job, JobInputs inputs, PrunedModel pruned)
    {
        if (job.Model.Gates.Memory is null)
            return null;
        return cache.GetOrAdd(
            "memory",
            MeasureKey.Of(job, inputs, pruned.Key),
            folder => File.WriteAllText(
                Path.Combine(folder, FileName),
                JsonSerializer.Serialize(meters.Memory(job, pruned.Path), GatesJson.Default.MemoryMeasurement)),
            entry => new Measured<MemoryMeasurement>(
                JsonSerializer.Deserialize(File.ReadAllText(entry[FileName]), GatesJson.Default.MemoryMeasurement)!,
                entry.FromCache));
    }
}
