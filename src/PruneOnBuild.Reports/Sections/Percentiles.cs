using System.Collections.Immutable;
using PruneOnBuild.Gates.Statistics;

namespace PruneOnBuild.Reports.Sections;

/// <summary>Latency of one model in milliseconds: the time that half, 95 % and 99 % of its runs stayed within.</summary>
public sealed record Percentiles(double P50Ms, double P95Ms, double P99Ms)
{
    public static Percentiles Of(ImmutableArray<double> milliseconds) => new(
        OrderStatistics.Median(milliseconds.AsSpan()),
        OrderStatistics.Percentile(milliseconds.AsSpan(), 0.95),
        OrderStatistics.Percentile(milliseconds.AsSpan(), 0.99));
}
