using System.Diagnostics;

namespace PruneOnBuild.Cli.Bench.Kernels;

/// <summary>Times rivals in turn, so that whatever else the machine does meets all of them.</summary>
internal static class InterleavedTimer
{
    private const double SecondsOfSample = 0.001;

    /// <summary>Of each rival, before the first is timed: the JIT compiles what runs often once more, and does so beside it.</summary>
    private const double SecondsOfWarmUp = 0.02;
    private const double LargestWait = 1.02;
    private const int Rounds = 15;
    private const int MostRounds = 45;
    private const int FewestQuiet = 3;

    /// <summary>Median time of one run of each, of samples in which the thread waited for at most 2 % of the time.</summary>
    /// <remarks>On a machine that is so busy that hardly any sample is quiet, the processor's time of all samples stands for them.</remarks>
    public static KernelTime[] Medians(IReadOnlyList<Action> rivals)
    {
        int[] repeats = [.. rivals.Select(Repeats)];
        var quiet = rivals.Select(_ => new List<double>()).ToArray();
        var all = rivals.Select(_ => new List<double>()).ToArray();
        for (int round = 0; round < MostRounds && quiet.Any(times => times.Count < Rounds); round++)
            for (int i = 0; i < rivals.Count; i++)
            {
                // There and back, so that no rival always follows the same one.
                int rival = round % 2 == 0 ? i : rivals.Count - 1 - i;
                if (quiet[rival].Count >= Rounds)
                    continue;
                // The first run brings back to the caches what others have driven out.
                rivals[rival]();
                var (wall, processor) = ThreadClock.Time(() => Repeat(rivals[rival], repeats[rival]));
                all[rival].Add(processor / repeats[rival]);
                if (wall <= processor * LargestWait)
                    quiet[rival].Add(wall / repeats[rival]);
            }
        return [.. quiet.Select((times, rival) => times.Count >= FewestQuiet ? new KernelTime(Median(times), false) : new KernelTime(Median(all[rival]), true))];
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

    private static int Repeats(Action action)
    {
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start).TotalSeconds < SecondsOfWarmUp;)
            action();
        double best = Enumerable.Range(0, 3).Min(_ => ThreadClock.Time(action).Processor);
        return Math.Max(1, (int)(SecondsOfSample / best));
    }

    private static void Repeat(Action action, int times)
    {
        for (int i = 0; i < times; i++)
            action();
    }
}
