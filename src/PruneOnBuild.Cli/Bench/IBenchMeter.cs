using PruneOnBuild.Gates.Accuracy;
using PruneOnBuild.Graph;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Cli.Bench;

/// <summary>What a job's data say of its models. A seam: tests give figures.</summary>
internal interface IBenchMeter : IDisposable
{
    /// <summary>Null where nothing that is compared reads any.</summary>
    SampleSet? Calibration { get; }

    AccuracyMeasurement Accuracy(ModelGraph pruned);
}
