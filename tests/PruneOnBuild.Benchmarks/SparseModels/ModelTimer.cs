namespace PruneOnBuild.Benchmarks.SparseModels;

/// <summary>Times whole models in turn, so that whatever else the machine does meets all of them.</summary>
internal static class ModelTimer
{
    private const double SecondsOfSample = 0.004;
    private const double LargestWait = 0.02;
    private const int Rounds = 15;
    private const int MostRounds = 40;
    private const int FewestQuiet = 5;
    private const double QuickShare = 0.1;

    /// <summary>Of each the median of samples in which threads waited for others for at most 2 % of the time.</summary>
    /// <remarks>Where a rival has hardly any such sample, all are compared by something else: of one thread the median of its time on the processor,
    /// of several threads one of the quickest samples.</remarks>
    /// <returns>Seconds of one run of each, and whether quiet samples were too few.</returns>
    public static (double[] Seconds, bool IsBusy) Medians(IReadOnlyList<Action> rivals, int threads)
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
                samples[rival].Add(RunDelay.Time(() => Repeat(rivals[rival], repeats[rival])));
            }

        bool isBusy = samples.Any(list => list.Count(IsQuiet) < FewestQuiet);
        return ([.. samples.Select((list, rival) => Seconds(list) / repeats[rival])], isBusy);

        double Seconds(List<(double Wall, double Waited, double OwnWaited)> list) =>
            !isBusy ? Quantile(list.Where(IsQuiet).Select(sample => sample.Wall), 0.5)
            : threads == 1 ? Quantile(list.Select(sample => sample.Wall - sample.OwnWaited), 0.5)
            : Quantile(list.Select(sample => sample.Wall), QuickShare);
    }

    private static bool IsQuiet((double Wall, double Waited, double OwnWaited) sample) => sample.Waited <= sample.Wall * LargestWait;

    private static double Quantile(IEnumerable<double> values, double share)
    {
        double[] sorted = [.. values.Order()];
        return sorted[(int)(share * sorted.Length)];
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
