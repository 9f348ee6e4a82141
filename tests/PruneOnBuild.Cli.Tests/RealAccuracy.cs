using PruneOnBuild.Cli.Stages;
using PruneOnBuild.Gates.Accuracy;
using PruneOnBuild.Gates.Latency;
using PruneOnBuild.Policy;
using PruneOnBuild.Pruning;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Cli.Tests;

/// <summary>Measures accuracy on the declared data; times are the fake ones.</summary>
internal sealed class RealAccuracy : IMeters
{
    private readonly RuntimeMeters _real = new();
    private readonly FakeMeters _fake = new();

    /// <summary>What was measured last.</summary>
    public AccuracyMeasurement? Measured { get; private set; }

    public int Calls { get; private set; }

    public IReadOnlyList<TensorSpec> Inputs(string modelPath) => _real.Inputs(modelPath);

    public IReadOnlyDictionary<string, Tensor> Sample(ModelJob job) => _real.Sample(job);

    public AccuracyMeasurement Accuracy(ModelJob job, string prunedPath)
    {
        Calls++;
        return Measured = _real.Accuracy(job, prunedPath);
    }

    public ITrials Trials(ModelJob job, Action<string> say) => _real.Trials(job, say);

    public LatencyMeasurement Latency(ModelJob job, string prunedPath, Action<string> say)
    {
        _ = _real.Sample(job);
        return _fake.Latency(job, prunedPath, say);
    }
}
