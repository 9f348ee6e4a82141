using System.Collections.Immutable;
using PruneOnBuild.Cli.Bench.Gates.Builds;
using PruneOnBuild.Gates;
using PruneOnBuild.Reports.Tables;

namespace PruneOnBuild.Cli.Bench.Gates;

/// <summary>
/// Whole builds at once, half of them with a threshold that the model clearly keeps and half with one that it clearly misses: started together, and
/// one after the other so that some prune while others time. Then one of each kind alone: the verdicts should be the same, and no two builds may
/// time at once.
/// </summary>
internal sealed class BuildGates(RealModel model, int builds) : IGateSection
{
    /// <summary>Of thresholds from the speedup that a build alone measures.</summary>
    private const double Distance = 0.1;

    /// <summary>Staggered builds start when so much of a lone build's time has gone by.</summary>
    private const double Stagger = 0.25;

    public void Run(Action<string> write, Action<string> report)
    {
        using var folder = new BuildFolder(model.Named, model.Threads);
        report("a build alone, for the speedup");
        var first = folder.Start("first", speedup: 1).Wait();
        double[] thresholds = [first.Speedup.Estimate * (1 - Distance), first.Speedup.Estimate * (1 + Distance)];
        write(FormattableString.Invariant($"  {builds} builds of {Path.GetFileName(model.Named)} at once; alone it takes {first.Seconds:0} s to a speedup of ")
            + $"{Units.Times(first.Speedup.Estimate)}\n\n");

        var together = Together("together", TimeSpan.Zero);
        var staggered = Together("staggered", TimeSpan.FromSeconds(first.Seconds * Stagger));
        BuildVerdict[] alone =
        [
            .. thresholds.Select((threshold, kind) =>
            {
                report($"build {kind + 1} of {thresholds.Length} alone");
                return folder.Start($"alone{kind}", threshold).Wait();
            }),
        ];
        Print("alone", alone);

        var timed = folder.Timed;
        int equal = together.Concat(staggered).Count(build => build.Outcome == alone[Array.IndexOf(thresholds, build.Threshold)].Outcome);
        write($"  {equal} of {2 * builds} verdicts as alone; {timed.Count} times that a build held the timing lock, "
            + $"{TimedSpan.Overlaps(timed).Count()} of them overlapping\n\n");

        BuildVerdict[] Together(string name, TimeSpan between)
        {
            report(FormattableString.Invariant($"{builds} builds, {name}, {between.TotalSeconds:0.0} s between starts"));
            var running = new List<RunningBuild>();
            for (int build = 0; build < builds; build++)
            {
                if (build > 0)
                    Thread.Sleep(between);
                running.Add(folder.Start($"{name}{build}", thresholds[build % thresholds.Length]));
            }

            BuildVerdict[] verdicts = [.. running.Select(build => build.Wait())];
            Print(name, verdicts);
            return verdicts;
        }

        void Print(string name, IReadOnlyList<BuildVerdict> verdicts) => write(TableWriter.Write(TableOf(name, verdicts, folder.Timed)) + "\n");
    }

    /// <summary>In the order in which they were timed.</summary>
    private static Table TableOf(string name, IReadOnlyList<BuildVerdict> verdicts, IReadOnlyList<TimedSpan> timed)
    {
        var spans = timed.Where(span => verdicts.Any(verdict => verdict.Process == span.Process)).ToArray();
        return new Table(
            [
                new(name),
                new("threshold", Right: true),
                new("speedup", Right: true),
                new("seconds", Right: true),
                new("timed from", Right: true),
                new("to", Right: true),
            ],
            [
                .. from span in spans
                   let verdict = verdicts.Single(verdict => verdict.Process == span.Process)
                   select (ImmutableArray<string>)
                   [
                       verdict.Outcome.ToString(),
                       Units.Times(verdict.Threshold),
                       $"{Units.Times(verdict.Speedup.Low)} to {Units.Times(verdict.Speedup.High)}",
                       FormattableString.Invariant($"{verdict.Seconds:0.0}"),
                       Seconds(span.From - spans[0].From),
                       Seconds(span.To - spans[0].From),
                   ],
            ]);
    }

    private static string Seconds(long ticks) => FormattableString.Invariant($"{ticks / (double)TimeProvider.System.TimestampFrequency:0.000}");
}
