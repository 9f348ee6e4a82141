using PruneOnBuild.Cli.Caching;
using PruneOnBuild.Gates;
using PruneOnBuild.Gates.Predicted;
using PruneOnBuild.Graph;

namespace PruneOnBuild.Cli.Stages;

/// <summary>
/// Counts what each layer has to do for one sample, where a gate or an accelerator asks for it. Of a model as it was pruned: which layers are swapped
/// for the package's own kernels is this machine's affair.
/// </summary>
internal sealed class WorkStage(StageCache cache, IMeters meters)
{
    private readonly StoredRecord<WorkMeasurement> _stored = new(cache, "work", GatesJson.Default.WorkMeasurement);

    public WorkMeasurement? Run(ModelJob job, JobInputs inputs, PrunedModel pruned) => IsAsked(job)
        ? _stored.GetOrAdd(MeasureKey.Of(job, inputs, pruned.Key), () => Count(job, pruned)).Value : null;

    /// <summary>What is stored; null: nothing, or nobody asks for it.</summary>
    /// <param name="pruned">Key of the model as it was pruned.</param>
    public WorkMeasurement? Find(ModelJob job, JobInputs inputs, string pruned) =>
        IsAsked(job) ? _stored.Find(MeasureKey.Of(job, inputs, pruned)) : null;

    /// <summary>What the target's accelerator makes of the work; null: it has none, or nothing was counted.</summary>
    public static PredictedMeasurement? Predicted(ModelJob job, WorkMeasurement? work) =>
        work is not null && job.Target.Accelerator is { } accelerator ? Roofline.Predict(work, accelerator) : null;

    private static bool IsAsked(ModelJob job) => job.Target.Accelerator is not null || job.Model.Gates.Structure?.MultiplyAdds is not null;

    private WorkMeasurement Count(ModelJob job, PrunedModel pruned)
    {
        var sample = meters.Sample(job).ToDictionary(feed => feed.Key, feed => feed.Value.Dims.ToArray());
        return new WorkMeasurement(ModelWork.Of(OnnxReader.Read(job.Path), sample), ModelWork.Of(OnnxReader.Read(pruned.Path), sample));
    }
}
