using PruneOnBuild.Gates.Latency;

using static System.FormattableString;

namespace PruneOnBuild.Gates.Verdicts;

/// <summary>Under which conditions a latency was measured, as verdicts print it.</summary>
internal static class ConditionsText
{
    public static string Of(LatencyMeasurement latency) =>
        $"medians dense {Units.Milliseconds(latency.DenseMedianMs)}, pruned {Units.Milliseconds(latency.PrunedMedianMs)}; " +
        Invariant($"{latency.Runs} runs of each in {latency.Blocks} blocks{(latency.Sittings > 1 ? Invariant($", opened {latency.Sittings} times") : "")}") +
        (latency.Machine.IsElsewhere ? $", timed by runner {latency.Machine.Device}; " : Here(latency)) + latency.Feeds;

    private static string Here(LatencyMeasurement latency) =>
        Invariant($" after {latency.DenseWarmUps} and {latency.PrunedWarmUps} warm-up runs; ") +
        $"{latency.Machine.Provider}{(latency.Machine.Device is { } device ? $" on {device}" : "")}, {Threads(latency.Threads)}; {latency.Machine.Cpu}, " +
        Invariant($"{latency.Machine.Cores} cores{Quota(latency)}{Governor(latency)}; ");

    private static string Threads(int? threads) => threads switch
    {
        null => "threads as the runtime chooses",
        1 => "1 thread",
        _ => Invariant($"{threads} threads"),
    };

    private static string Quota(LatencyMeasurement latency) =>
        latency.Machine.CpuQuota is { } quota && quota < (latency.Threads ?? latency.Machine.Cores)
            ? Invariant($", whose quota of {quota:0.##} stops {Threads(latency.Threads)} now and then")
            : "";

    private static string Governor(LatencyMeasurement latency) =>
        latency.Machine.Governor is { } governor and not "performance" ? $", governor {governor}" : "";
}
