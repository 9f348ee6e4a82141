namespace PruneOnBuild.Benchmarks.Kernels;

/// <summary>Times rivals in turn, so that whatever else the machine does meets all of them.</summary>
internal static class InterleavedTimer
{
    private const double SecondsOfSample = 0.001;
    private const int Rounds = 15;
    private const int MostRounds = 60;

    /// <summary>Median seconds of one run of each, of samples in which the thread was not made to wait.</summary>
    public static double[] Medians(IReadOnlyList<Action> rivals)
    {
        int[] repeats = [.. rivals.Select(Repeats)];
        var samples = rivals.Select(_ => new List<double>()).ToArray();
        for (int round = 0; round < MostRounds && samples.Any(times => times.Count < Rounds); round++)
            for (int i = 0; i < rivals.Count; i++)
            {
                // There and back, so that no rival always follows the same one.
                int rival = round % 2 == 0 ? i : rivals.Count - 1 - i;
                if (samples[rival].Count >= Rounds)
                    continue;
                // The first run brings back to the caches what others have driven out.
                rivals[rival]();
                double seconds = ThreadClock.Time(() => Repeat(rivals[rival], repeats[rival]), out bool undisturbed);
                if (undisturbed)
                    samples[rival].Add(seconds / repeats[rival]);
            }
        return [.. samples.Select(times => times.Count == 0 ? double.NaN : times.Order().ElementAt(times.Count / 2))];
    }

    private static int Repeats(Action action)
    {
        Repeat(action, 3);
        double best = Enumerable.Range(0, 3).Min(_ => ThreadClock.Time(action, out bool _));
        return Math.Max(1, (int)(SecondsOfSample / best));
    }

    private static void Repeat(Action action, int times)
    {
        for (int i = 0; i < times; i++)
            action();
    }
}
