using PruneOnBuild.Cli.Caching;
using PruneOnBuild.Gates;
using PruneOnBuild.Gates.Memory;

namespace PruneOnBuild.Cli.Stages;

/// <summary>Measures memory where a gate asks for it. Thresholds are no part of the key.</summary>
internal sealed class MemoryStage(StageCache cache, IMeters meters)
{
    private readonly StoredRecord<MemoryMeasurement> _stored = new(cache, "memory", GatesJson.Default.MemoryMeasurement);

    /// <summary>Null where no gate asks for it.</summary>
    public StageStep<Measured<MemoryMeasurement>>? Of(ModelJob job, JobInputs inputs, StagedModel pruned) => job.Model.Gates.Memory is null
        ? null : _stored.Step("measured", MeasureKey.Of(job, inputs, pruned.Key), () => meters.Memory(job, pruned.Path));
}
