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

    /// <summary>Null where nobody asks for it.</summary>
    /// <param name="zeros">The model as it was pruned.</param>
    public StageStep<Measured<WorkMeasurement>>? Of(ModelJob job, JobInputs inputs, StagedModel zeros) =>
        IsAsked(job) ? _stored.Step("counted", MeasureKey.Of(job, inputs, zeros.Key), () => Count(job, zeros)) : null;

    /// <summary>What the target's accelerator makes of the work; null: it has none, or nothing was counted.</summary>
    public static PredictedMeasurement? Predicted(ModelJob job, WorkMeasurement? work) =>
        work is not null && job.Target.Accelerator is { } accelerator ? Roofline.Predict(work, accelerator) : null;

    private static bool IsAsked(ModelJob job) => job.Target.Accelerator is not null || job.Model.Gates.Structure?.MultiplyAdds is not null;

    private WorkMeasurement Count(ModelJob job, StagedModel zeros)
    {
        var sample = meters.Sample(job).ToDictionary(feed => feed.Key, feed => feed.Value.Dims.ToArray());
        return new WorkMeasurement(ModelWork.Of(OnnxReader.Read(job.Path), sample), ModelWork.Of(OnnxReader.Read(zeros.Path), sample));
    }
}
