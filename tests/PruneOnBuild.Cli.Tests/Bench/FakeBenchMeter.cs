using PruneOnBuild.Cli.Bench;
using PruneOnBuild.Gates.Accuracy;
using PruneOnBuild.Graph;
using PruneOnBuild.Policy;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Cli.Tests.Bench;

/// <summary>Fixed figures: dense is right on 86 % of the samples and pruned on 84 %; of mse 0.25 and 0.5. Counts its calls.</summary>
internal sealed class FakeBenchMeter(AccuracyMetric metric) : IBenchMeter
{
    public SampleSet? Calibration => null;

    public int Calls { get; private set; }

    public bool IsDisposed { get; private set; }

    public AccuracyMeasurement Accuracy(ModelGraph pruned)
    {
        Calls++;
        return new AccuracyMeasurement
        {
            Metric = metric,
            K = 5,
            Output = "y",
            Samples = 10_000,
            Outcomes = metric == AccuracyMetric.Mse ? null : new PairedOutcomes(8_400, 200, 0, 1_400),
            Values = metric == AccuracyMetric.Mse ? new PairedValues(0.25, 0.5) : null,
            DenseNotFinite = 0,
            PrunedNotFinite = 0,
            DataHash = "hash",
        };
    }

    public void Dispose() => IsDisposed = true;
}
