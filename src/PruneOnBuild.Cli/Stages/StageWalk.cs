using PruneOnBuild.Cli.Caching;
using PruneOnBuild.Cli.Locking;
using PruneOnBuild.Cli.Output;
using PruneOnBuild.Gates;
using PruneOnBuild.Gates.Size;
using PruneOnBuild.Pruning;

namespace PruneOnBuild.Cli.Stages;

/// <summary>
/// The order of the stages between a job's inputs and its verdicts, and what each takes from those before it. The pipeline walks it to run them,
/// <c>explain</c> to look them up: the keys of later stages follow from those of earlier ones, whether or not there is a result.
/// </summary>
internal sealed class StageWalk(StageCache cache, RunConsole console, IPruner pruner, IMeters meters, PlanLock plans)
{
    /// <summary>Of a model that was not pruned yet: judges find nothing in it, and say what they ask for.</summary>
    private static readonly SizeMeasurement s_noSizes = new(0, 0, 0, 0, 0, 0, null, null, 0, 0);

    public StagedRun Through(ModelJob job, JobInputs inputs, IStageVisitor visitor)
    {
        var basis = PlanBasis.Of(job, inputs);
        var locked = plans.Find(job, basis);
        visitor.Visit(locked);
        var data = Visit(new DataStage(cache, meters).Of(job, inputs));
        var placements = new PlacementStage(cache, meters);
        Visit(placements.OfDense(job, inputs));

        var prune = new PruneStage(cache, pruner, meters, console).Of(job, basis, locked);
        var zeros = new StagedModel(prune.Entry.Key, Visit(prune) is { } made ? plans.Compare(job, locked, made) : null);
        var swap = new SwapStage(cache, meters, console).Of(job, zeros, locked);
        var pruned = swap is null ? zeros : new StagedModel(swap.Entry.Key, Visit(swap));

        var accuracy = Visit(new AccuracyStage(cache, meters).Of(job, inputs, pruned));
        var latency = Visit(new LatencyStage(cache, meters, console.Report).Of(job, inputs, pruned));
        var memory = Visit(new MemoryStage(cache, meters).Of(job, inputs, pruned));
        var work = Visit(new WorkStage(cache, meters).Of(job, inputs, zeros))?.Value;
        var placement = Visit(placements.OfPruned(job, inputs, pruned));

        var sizes = pruned.Model is { } model ? ReportAssembly.Sizes(model.Record, work) : s_noSizes;
        return new StagedRun(basis, data?.Value, zeros.Model, pruned.Model, new Measurements(accuracy?.Value, latency?.Value, sizes)
        {
            Predicted = WorkStage.Predicted(job, work),
            Placement = placement?.Value,
            Memory = memory?.Value,
        });

        T? Visit<T>(StageStep<T>? step)
            where T : class, IStageResult => step is null ? null : visitor.Visit(step);
    }
}
