namespace PruneOnBuild.Benchmarks.SparseModels;

/// <summary>Times whole models in turn, so that whatever else the machine does meets all of them.</summary>
internal static class ModelTimer
{
    private const double SecondsOfSample = 0.004;
    private const double LargestWait = 0.02;
    private const int Rounds = 15;
    private const int MostRounds = 40;
    private const int FewestQuiet = 5;

    /// <summary>Of each the median of samples in which threads waited for others for at most 2 % of the time.</summary>
    /// <remarks>
    /// Where there are hardly any: of one thread the median of its time on the processor, which compares as well; of several threads the quickest
    /// sample, which favours short runs, since these find a quiet moment sooner.
    /// </remarks>
    public static ModelTime[] Medians(IReadOnlyList<Action> rivals, int threads)
    {
        int[] repeats = [.. rivals.Select(Repeats)];
        var samples = rivals.Select(_ => new List<(double Wall, double Waited, double OwnWaited)>()).ToArray();
        for (int round = 0; round < MostRounds && samples.Any(list => list.Count(IsQuiet) < Rounds); round++)
            for (int i = 0; i < rivals.Count; i++)
            {
                // There and back, so that no rival always follows the same one.
                int rival = round % 2 == 0 ? i : rivals.Count - 1 - i;
                // The first run brings back to the caches what others have driven out.
                rivals[rival]();
                var (wall, waited, ownWaited) = RunDelay.Time(() => Repeat(rivals[rival], repeats[rival]));
                samples[rival].Add((wall / repeats[rival], waited / repeats[rival], ownWaited / repeats[rival]));
            }
        return [.. samples.Select(list => Of(list, threads))];
    }

    private static ModelTime Of(List<(double Wall, double Waited, double OwnWaited)> samples, int threads)
    {
        double[] quiet = [.. samples.Where(IsQuiet).Select(sample => sample.Wall)];
        if (quiet.Length >= FewestQuiet)
            return new(Median(quiet), IsBusy: false);
        return new(threads == 1 ? Median(samples.Select(sample => sample.Wall - sample.OwnWaited)) : samples.Min(sample => sample.Wall), IsBusy: true);
    }

    private static bool IsQuiet((double Wall, double Waited, double OwnWaited) sample) => sample.Waited <= sample.Wall * LargestWait;

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    private static int Repeats(Action action)
    {
        Repeat(action, 2);
        double best = Enumerable.Range(0, 3).Min(_ => RunDelay.Time(action).Wall);
        return Math.Max(1, (int)(SecondsOfSample / best));
    }

    private static void Repeat(Action action, int times)
    {
        for (int i = 0; i < times; i++)
            action();
    }
}
