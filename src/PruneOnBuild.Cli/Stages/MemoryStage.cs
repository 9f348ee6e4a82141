using PruneOnBuild.Cli.Caching;
using PruneOnBuild.Gates;
using PruneOnBuild.Gates.Memory;

namespace PruneOnBuild.Cli.Stages;

/// <summary>Measures memory where a gate asks for it. Thresholds are no part of the key.</summary>
internal sealed class MemoryStage(StageCache cache, IMeters meters)
{
    private readonly StoredRecord<MemoryMeasurement> _stored = new(cache, "memory", GatesJson.Default.MemoryMeasurement);

    public Measured<MemoryMeasurement>? Run(ModelJob job, JobInputs inputs, PrunedModel pruned) => job.Model.Gates.Memory is null
        ? null : _stored.GetOrAdd(MeasureKey.Of(job, inputs, pruned.Key), () => meters.Memory(job, pruned.Path));

    /// <summary>What is stored; null: nothing, or no gate asks for it.</summary>
    /// <param name="pruned">Key of the pruned model.</param>
    public MemoryMeasurement? Find(ModelJob job, JobInputs inputs, string pruned) => job.Model.Gates.Memory is null
        ? null : _stored.Find(MeasureKey.Of(job, inputs, pruned));
}
