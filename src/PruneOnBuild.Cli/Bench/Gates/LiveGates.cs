using System.Diagnostics;

namespace PruneOnBuild.Cli.Bench.Gates;

/// <summary>Gates as builds have them, on real sessions whose true ratio is known, alone and beside a process that burns a core.</summary>
internal sealed class LiveGates(RealModel model, int gates, LineFilter filter) : IGateSection
{
    /// <summary>A gate that is not decided takes its 12 seconds, those of its check, and openings.</summary>
    private const int MostSeconds = 16;

    private static readonly bool[] s_isAlone = [true, false];
    private static readonly LivePair[] s_pairs = [LivePair.Itself, LivePair.Runs];

    public void Run(Action<string> write, Action<string> report)
    {
        var lines = Lines().Where(line => filter.Takes("live", line.Name)).ToArray();
        if (lines.Length == 0)
            return;
        var table = new LatencyTable(hasNaive: false);
        var progress = new LiveProgress(lines.Length * LatencyTable.Distances.Length * gates, report);
        using var interrupt = new Interrupt();
        write(FormattableString.Invariant($"  Real sessions on this machine: {gates} gates a line, {progress.All} in all, ")
            + FormattableString.Invariant($"{progress.All / 60.0:0} to {progress.All * MostSeconds / 60} minutes. Ctrl+C ends it with what there is\n\n{table.Title}"));
        foreach (var (name, pair, isAlone) in lines)
        {
            using var neighbour = isAlone ? null : new Neighbour();
            foreach (double distance in LatencyTable.Distances)
                if (Tally(name, pair, distance, progress, interrupt) is { Gates: > 0 } tally)
                    write(table.Row(name, tally));
        }

        if (!table.IsEmpty)
            write(table.Bars());
    }

    private IEnumerable<(string Name, LivePair Pair, bool IsAlone)> Lines() =>
        from isAlone in s_isAlone
        from pair in s_pairs
        select ($"{Path.GetFileName(model.Named)}, {pair.Name}, {(isAlone ? "alone" : "busy")}", pair, isAlone);

    private GateTally Tally(string name, LivePair pair, double distance, LiveProgress progress, Interrupt interrupt)
    {
        var tally = new GateTally(distance);
        for (int seed = 0; seed < gates && !interrupt.IsAsked; seed++)
        {
            progress.Next(FormattableString.Invariant($"{name}, {distance:+0 %;-0 %;0 %}"));
            long start = Stopwatch.GetTimestamp();
            var outcome = pair.Judge(model, pair.Ratio / (1 + distance), seed);
            tally.Add(outcome, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return tally;
    }
}
