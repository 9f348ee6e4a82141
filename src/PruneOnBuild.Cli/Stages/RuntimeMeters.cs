using PruneOnBuild.Gates.Accuracy;
using PruneOnBuild.Gates.Latency;
using PruneOnBuild.Gates.Memory;
using PruneOnBuild.Gates.Runners;
using PruneOnBuild.Gates.Structure;
using PruneOnBuild.Policy;
using PruneOnBuild.Pruning;
using PruneOnBuild.Runtime;
using PruneOnBuild.Runtime.Placement;

namespace PruneOnBuild.Cli.Stages;

/// <summary>Measures with ONNX Runtime, with the sessions of the job's target.</summary>
internal sealed class RuntimeMeters : IMeters
{
    public IReadOnlyList<TensorSpec> Inputs(string modelPath)
    {
        using var model = ModelSession.Open(modelPath, new SessionSettings(Threads: 1, Optimize: false));
        return model.Inputs;
    }

    public AccuracyMeasurement Accuracy(ModelJob job, string prunedPath)
    {
        var settings = SessionSettings.For(job.Target);
        using var dense = ModelSession.Open(job.Path, settings);
        using var pruned = ModelSession.Open(prunedPath, settings);
        var samples = Read(job, job.Model.Data.Evaluation!, dense.Inputs);
        return AccuracyMeter.Measure(dense, pruned, samples, job.Model.Gates.Accuracy!);
    }

    public PlacementMeasurement Placement(ModelJob job, string modelPath)
    {
        var settings = SessionSettings.For(job.Target);
        return new PlacementMeasurement(settings.ProviderName, NodePlacement.Of(modelPath, settings, Sample(job)));
    }

    public MemoryMeasurement Memory(ModelJob job, string prunedPath)
    {
        var feeds = Sample(job);
        var process = new MemoryProcess(job, feeds);
        return MemoryMeter.Measure(process.Peak, job.Path, prunedPath, string.Join(", ", feeds.Select(feed => $"{feed.Key} {feed.Value}")));
    }

    public LatencyMeasurement Latency(ModelJob job, string prunedPath, Action<string> say)
    {
        var plan = LatencyPlan.For(job.Model.Gates.Latency, job.Model.Prune.Seed);
        return job.Target.Runner is { } runner
            ? RunnerMeter.Measure(new RunnerProgram(runner, job.Policy.Folder).Time, job.Path, prunedPath, plan, job.Target.Name)
            : LatencyMeter.Measure(job.Path, prunedPath, SessionSettings.For(job.Target), Sample(job), plan, say);
    }

    public ITrials Trials(ModelJob job, Action<string> say) =>
        new GateTrials(job, Sample(job), () => Read(job, job.Model.Data.Evaluation!, Inputs(job.Path)), say);

    /// <summary>One real sample where there is one: latency may depend on the values.</summary>
    public IReadOnlyDictionary<string, Tensor> Sample(ModelJob job)
    {
        var inputs = Inputs(job.Path);
        return (job.Model.Data.Evaluation ?? job.Model.Data.Calibration) is { } declared
            ? Read(job, declared, inputs).Batch(0, 1).Feeds
            : RandomInputs.For(AxisSizes.Of(inputs, job.Model.Data.Axes), job.Model.Prune.Seed);
    }

    private static SampleSet Read(ModelJob job, Located<string> declared, IReadOnlyList<TensorSpec> inputs) =>
        SampleSetReader.Read(declared, job.Model.Data, inputs, job.Policy.Folder);
}
