using PruneOnBuild.Policy.Grammar;
using PruneOnBuild.Policy.Grammar.Sections;

namespace PruneOnBuild.Policy.Checks;

/// <summary>What the keys of <c>gates: latency:</c> demand of each other.</summary>
internal static class LatencyChecks
{
    private static readonly Key<TimeSpan>[] Percentiles = [LatencySection.P50, LatencySection.P95, LatencySection.P99];

    public static void Run(SectionReading latency, Mistakes mistakes)
    {
        if (!latency.Has(LatencySection.Speedup) && !Percentiles.Any(latency.Has))
            mistakes.Add(PolicyErrors.NoThreshold(latency.Location, "latency", "speedup, p50, p95 or p99"));
        var absolute = Percentiles.Where(latency.Has).ToArray();
        if (absolute.Length > 0 && !latency.Has(LatencySection.Runner))
            mistakes.Add(PolicyErrors.LimitWithoutRunner(latency.PlaceOf(absolute[0]), absolute[0].Name));
        if (absolute.Length == 0 && latency.Has(LatencySection.Runner))
            mistakes.Add(PolicyErrors.RunnerWithoutLimit(latency.PlaceOf(LatencySection.Runner)));
        foreach (var (low, high) in Percentiles.Zip(Percentiles.Skip(1)).Append((LatencySection.P50, LatencySection.P99)))
            CheckOrder(latency, low, high, mistakes);
    }

    private static void CheckOrder(SectionReading latency, Key<TimeSpan> low, Key<TimeSpan> high, Mistakes mistakes)
    {
        if (latency.Written(low) is { } lower && latency.Written(high) is { } higher && lower.Value > higher.Value)
            mistakes.Add(PolicyErrors.LimitNeverBinds(lower.Location, low.Name, lower.Value, high.Name, higher.Value));
    }
}
