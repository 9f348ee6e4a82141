using PruneOnBuild.Gates.Accuracy;
using PruneOnBuild.Gates.Latency;
using PruneOnBuild.Gates.Memory;
using PruneOnBuild.Gates.Structure;
using PruneOnBuild.Pruning;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Cli.Stages;

/// <summary>What only a runtime can tell of a model. A seam: tests count the calls.</summary>
internal interface IMeters
{
    /// <summary>What the model must be fed.</summary>
    IReadOnlyList<TensorSpec> Inputs(string modelPath);

    /// <summary>One sample for the model.</summary>
    IReadOnlyDictionary<string, Tensor> Sample(ModelJob job);

    AccuracyMeasurement Accuracy(ModelJob job, string prunedPath);

    /// <summary>Answers search, where the goal is one of time.</summary>
    ITrials Trials(ModelJob job, Action<string> say);

    /// <summary>Which provider each node of a model runs on, with the target's sessions.</summary>
    PlacementMeasurement Placement(ModelJob job, string modelPath);

    MemoryMeasurement Memory(ModelJob job, string prunedPath);

    LatencyMeasurement Latency(ModelJob job, string prunedPath, Action<string> say);
}
