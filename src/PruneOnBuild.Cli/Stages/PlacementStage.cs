using PruneOnBuild.Cli.Caching;
using PruneOnBuild.Gates;
using PruneOnBuild.Gates.Structure;
using PruneOnBuild.Runtime;
using PruneOnBuild.Runtime.Placement;

namespace PruneOnBuild.Cli.Stages;

/// <summary>Finds which provider each node runs on.</summary>
internal sealed class PlacementStage(StageCache cache, IMeters meters)
{
    private readonly StoredRecord<PlacementMeasurement> _stored = new(cache, "placement", GatesJson.Default.PlacementMeasurement);

    /// <summary>Before minutes go into pruning: whether the target's provider takes anything of the dense model at all.</summary>
    /// <exception cref="Policy.Diagnostics.PruneOnBuildException">POB5005, POB5006 or POB5170: the target's provider is not there, or takes no node.</exception>
    public void RefuseFallback(ModelJob job, JobInputs inputs)
    {
        var settings = SessionSettings.For(job.Target);
        if (settings.Provider is not null)
            NodePlacement.RefuseFallback(Measure(job, MeasureKey.Of(job, inputs, inputs.Weights), job.Path).Nodes, settings);
    }

    /// <summary>Of the pruned model, where a gate asks for it.</summary>
    public PlacementMeasurement? Run(ModelJob job, JobInputs inputs, PrunedModel pruned) =>
        job.Model.Gates.Structure is { AsksForPlacement: true }
            ? Measure(job, MeasureKey.Of(job, inputs, pruned.Key), pruned.Path) : null;

    /// <summary>What is stored of the pruned model; null: nothing, or no gate asks for it.</summary>
    /// <param name="pruned">Key of the pruned model.</param>
    public PlacementMeasurement? Find(ModelJob job, JobInputs inputs, string pruned) => job.Model.Gates.Structure is { AsksForPlacement: true }
        ? _stored.Find(MeasureKey.Of(job, inputs, pruned)) : null;

    private PlacementMeasurement Measure(ModelJob job, string key, string path) => _stored.GetOrAdd(key, () => meters.Placement(job, path)).Value;
}
