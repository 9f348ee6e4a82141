using System.Text.Json;
using PruneOnBuild.Cli.Caching;
using PruneOnBuild.Gates;
using PruneOnBuild.Gates.Memory;

namespace PruneOnBuild.Cli.Stages;

/// <summary>Measures memory where a gate asks for it. Thresholds are no part of the key.</summary>
internal sealed class MemoryStage(StageCache cache, IMeters meters)
{
    private const string Stage = "memory";

    private const string FileName = "memory.json";

    public Measured<MemoryMeasurement>? Run(ModelJob job, JobInputs inputs, PrunedModel pruned)
    {
        if (job.Model.Gates.Memory is null)
            return null;
        return cache.GetOrAdd(
            Stage,
            MeasureKey.Of(job, inputs, pruned.Key),
            folder => File.WriteAllText(
                Path.Combine(folder, FileName),
                JsonSerializer.Serialize(meters.Memory(job, pruned.Path), GatesJson.Default.MemoryMeasurement)),
            Read);
    }

    /// <summary>What is stored; null: nothing, or no gate asks for it.</summary>
    /// <param name="pruned">Key of the pruned model.</param>
    public MemoryMeasurement? Find(ModelJob job, JobInputs inputs, string pruned) => job.Model.Gates.Memory is null
        ? null : cache.Find(Stage, MeasureKey.Of(job, inputs, pruned), Read)?.Value;

    private static Measured<MemoryMeasurement> Read(CacheEntry entry) => new(
        JsonSerializer.Deserialize(File.ReadAllText(entry[FileName]), GatesJson.Default.MemoryMeasurement)!, entry.FromCache);
}
