using PruneOnBuild.Policy.Grammar;
using PruneOnBuild.Policy.Grammar.Sections;

namespace PruneOnBuild.Policy.Checks;

/// <summary>What the keys of <c>gates: latency:</c> demand of each other.</summary>
internal static class LatencyChecks
{
    private static readonly Key<TimeSpan>[] Percentiles =
        [LatencySection.P50, LatencySection.P90, LatencySection.P95, LatencySection.P99];

    private static readonly Key[] Absolute = [.. Percentiles, LatencySection.ColdStart, LatencySection.Throughput];

    public static void Run(SectionReading latency, Mistakes mistakes)
    {
        if (!latency.Has(LatencySection.Speedup) && !Absolute.Any(latency.Has))
            mistakes.Add(PolicyErrors.NoThreshold(latency.Location, "latency", "speedup, p50, p90, p95, p99, coldStart or throughput"));
        var absolute = Absolute.Where(latency.Has).ToArray();
        if (absolute.Length > 0 && !latency.Has(LatencySection.Runner))
            mistakes.Add(PolicyErrors.LimitWithoutRunner(latency.PlaceOf(absolute[0]), absolute[0].Name));
        if (absolute.Length == 0 && latency.Has(LatencySection.Runner))
            mistakes.Add(PolicyErrors.RunnerWithoutLimit(latency.PlaceOf(LatencySection.Runner)));
        var written = Percentiles.Where(latency.Has).ToArray();
        foreach (var (low, high) in written.Zip(written.Skip(1)))
            CheckOrder(latency, low, high, mistakes);
    }

    private static void CheckOrder(SectionReading latency, Key<TimeSpan> low, Key<TimeSpan> high, Mistakes mistakes)
    {
        if (latency.Written(low) is { } lower && latency.Written(high) is { } higher && lower.Value > higher.Value)
            mistakes.Add(PolicyErrors.LimitNeverBinds(lower.Location, low.Name, lower.Value, high.Name, higher.Value));
    }
}
