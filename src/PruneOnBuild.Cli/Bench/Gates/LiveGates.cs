using System.Diagnostics;
using PruneOnBuild.Gates.Latency;

namespace PruneOnBuild.Cli.Bench.Gates;

/// <summary>
/// Gates as builds have them: a model against itself, whose ratio is 1, and a chain against a shorter one, whose ratio is that of their
/// lengths; alone and beside a process that burns a core.
/// </summary>
internal sealed class LiveGates(RealModels models, int gates, LineFilter filter) : IGateSection
{
    public void Run(Action<string> write, Action<string> report)
    {
        var table = new VerdictTable(hasNaive: false);
        write(FormattableString.Invariant($"  Real sessions on this machine: {gates} gates a line\n\n{table.Title}"));
        foreach (bool isAlone in new[] { true, false })
        {
            string where = isAlone ? "alone" : "busy";
            using var neighbour = isAlone ? null : new Neighbour();
            Rows($"{Path.GetFileName(models.Named)} : itself, {where}", models.Named, models.Named, ratio: 1);
            Rows($"{Path.GetFileName(models.Long)} : {Path.GetFileName(models.Short)}, {where}", models.Long, models.Short, RealModels.Ratio);
        }
        if (!table.IsEmpty)
            write(table.Bars());

        void Rows(string name, string dense, string pruned, double ratio)
        {
            if (!filter.Takes("live", name))
                return;
            foreach (double distance in VerdictTable.Distances)
            {
                var tally = new GateTally(distance);
                for (int seed = 0; seed < gates; seed++)
                {
                    report($"{name}, {distance:+0 %;-0 %;0 %}, {seed + 1} of {gates}");
                    Judge(tally, dense, pruned, ratio / (1 + distance), seed);
                }
                write(table.Row(name, tally));
            }
        }
    }

    private void Judge(GateTally tally, string dense, string pruned, double threshold, int seed)
    {
        var gate = LatencyGates.AtLeast(threshold);
        long start = Stopwatch.GetTimestamp();
        var measured = models.Measure(dense, pruned, LatencyPlan.For(gate, seed));
        tally.Add(LatencyGates.Outcome(gate, measured), Stopwatch.GetElapsedTime(start).TotalSeconds);
    }
}
