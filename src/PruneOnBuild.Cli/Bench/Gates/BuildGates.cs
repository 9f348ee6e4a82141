using System.Collections.Immutable;
using PruneOnBuild.Cli.Bench.Gates.Builds;
using PruneOnBuild.Gates;
using PruneOnBuild.Reports.Tables;

namespace PruneOnBuild.Cli.Bench.Gates;

/// <summary>
/// Whole builds at once, half of them with a threshold that the model clearly keeps and half with one that it clearly misses, and then each of
/// them alone: the verdicts should be the same, and no two builds may time at once.
/// </summary>
internal sealed class BuildGates(RealModels models, int builds) : IGateSection
{
    /// <summary>Of thresholds from the speedup that a build alone measures.</summary>
    private const double Distance = 0.1;

    public void Run(Action<string> write, Action<string> report)
    {
        using var folder = new BuildFolder(models.Named, models.Threads);
        report("a build alone, for the speedup");
        double speedup = folder.Start("first", speedup: 1).Wait().Speedup.Estimate;
        double[] thresholds = [.. Enumerable.Range(0, builds).Select(build => speedup * (build % 2 == 0 ? 1 - Distance : 1 + Distance))];

        report($"{builds} builds at once");
        var running = thresholds.Select((threshold, build) => folder.Start($"together{build}", threshold)).ToArray();
        BuildVerdict[] together = [.. running.Select(build => build.Wait())];
        var alone = new List<BuildVerdict>();
        foreach (double threshold in thresholds)
        {
            report($"build {alone.Count + 1} of {builds} alone");
            alone.Add(folder.Start($"alone{alone.Count}", threshold).Wait());
        }

        var timed = folder.Timed;
        int equal = together.Zip(alone).Count(pair => pair.First.Outcome == pair.Second.Outcome);
        write($"  {builds} builds of {Path.GetFileName(models.Named)} at once, and each alone\n\n"
            + TableWriter.Write(TableOf(thresholds, together, alone))
            + $"\n  {equal} of {builds} verdicts as alone; {timed.Count} times that a build held the timing lock, "
            + $"{TimedSpan.Overlaps(timed).Count()} of them overlapping\n\n");
    }

    private static Table TableOf(IEnumerable<double> thresholds, IEnumerable<BuildVerdict> together, IEnumerable<BuildVerdict> alone) => new(
        [
            new("threshold", Right: true),
            new("at once"),
            new("speedup", Right: true),
            new("seconds", Right: true),
            new("alone"),
            new("speedup", Right: true),
            new("seconds", Right: true),
        ],
        [.. thresholds.Zip(together, alone).Select(build => (ImmutableArray<string>)
            [Units.Times(build.First), .. Cells(build.Second), .. Cells(build.Third)])]);

    private static string[] Cells(BuildVerdict verdict) =>
    [
        verdict.Outcome.ToString(),
        $"{Units.Times(verdict.Speedup.Low)} to {Units.Times(verdict.Speedup.High)}",
        FormattableString.Invariant($"{verdict.Seconds:0.0}"),
    ];
}
