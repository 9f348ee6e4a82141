using System.Collections.Immutable;
using PruneOnBuild.Gates.Latency;
using PruneOnBuild.Gates.Statistics;

namespace PruneOnBuild.Reports.Sections;

/// <summary>Samples per second, by the median run of each model.</summary>
/// <param name="Batch">Samples in one run.</param>
public sealed record ThroughputSection(int Batch, double DensePerSecond, double PrunedPerSecond)
{
    public static ThroughputSection Of(Throughput throughput)
    {
        double PerSecond(ImmutableArray<double> ms) => throughput.Batch * 1000 / OrderStatistics.Median(ms.AsSpan());
        return new ThroughputSection(throughput.Batch, PerSecond(throughput.DenseMs), PerSecond(throughput.PrunedMs));
    }
}
