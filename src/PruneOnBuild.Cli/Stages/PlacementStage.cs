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

    /// <summary>
    /// Before minutes go into pruning: whether the target's provider takes anything of the dense model at all. Null where the target names none.
    /// </summary>
    public StageStep<Measured<PlacementMeasurement>>? OfDense(ModelJob job, JobInputs inputs)
    {
        var settings = SessionSettings.For(job.Target);
        if (settings.Provider is null)
            return null;
        var step = Step(job, MeasureKey.Of(job, inputs, inputs.Weights), () => job.Path);
        return step with { Name = "provider", Run = Checked };

        Measured<PlacementMeasurement> Checked()
        {
            var placement = step.Run();
            NodePlacement.RefuseFallback(placement.Value.Nodes, settings);
            return placement;
        }
    }

    /// <summary>Of the pruned model; null where no gate asks for it.</summary>
    public StageStep<Measured<PlacementMeasurement>>? OfPruned(ModelJob job, JobInputs inputs, StagedModel pruned) =>
        job.Model.Gates.Structure is { AsksForPlacement: true } ? Step(job, MeasureKey.Of(job, inputs, pruned.Key), () => pruned.Path) : null;

    private StageStep<Measured<PlacementMeasurement>> Step(ModelJob job, string key, Func<string> path) =>
        _stored.Step("looked up", key, () => meters.Placement(job, path()));
}
