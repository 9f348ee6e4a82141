using PruneOnBuild.Gates.Statistics;
using PruneOnBuild.Gates.Verdicts;

namespace PruneOnBuild.Cli.Bench.Gates.Builds;

/// <summary>What a build said of its speedup gate.</summary>
/// <param name="Process">Its number.</param>
/// <param name="Threshold">Of the speedup.</param>
/// <param name="Seconds">From the start of its process to the end.</param>
internal sealed record BuildVerdict(int Process, double Threshold, VerdictOutcome Outcome, Interval Speedup, double Seconds);
