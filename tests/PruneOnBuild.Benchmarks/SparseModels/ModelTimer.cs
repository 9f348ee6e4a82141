namespace PruneOnBuild.Benchmarks.SparseModels;

/// <summary>Times whole models in turn, so that whatever else the machine does meets all of them.</summary>
internal static class ModelTimer
{
    private const double SecondsOfSample = 0.004;
    private const double LargestWait = 0.02;
    private const int Rounds = 15;
    private const int MostRounds = 40;
    private const int FewestQuiet = 5;

    /// <summary>Of each the median of samples in which threads waited for others for at most 2 % of the time, or else of the quickest third.</summary>
    public static ModelTime[] Medians(IReadOnlyList<Action> rivals)
    {
        int[] repeats = [.. rivals.Select(Repeats)];
        var samples = rivals.Select(_ => new List<(double Seconds, bool IsQuiet)>()).ToArray();
        for (int round = 0; round < MostRounds && samples.Any(list => list.Count(sample => sample.IsQuiet) < Rounds); round++)
            for (int i = 0; i < rivals.Count; i++)
            {
                // There and back, so that no rival always follows the same one.
                int rival = round % 2 == 0 ? i : rivals.Count - 1 - i;
                // The first run brings back to the caches what others have driven out.
                rivals[rival]();
                var (wall, waited) = RunDelay.Time(() => Repeat(rivals[rival], repeats[rival]));
                samples[rival].Add((wall / repeats[rival], waited <= wall * LargestWait));
            }
        return [.. samples.Select(Median)];
    }

    private static ModelTime Median(List<(double Seconds, bool IsQuiet)> samples)
    {
        double[] quiet = [.. samples.Where(sample => sample.IsQuiet).Select(sample => sample.Seconds).Order()];
        return quiet.Length >= FewestQuiet
            ? new(quiet[quiet.Length / 2], false)
            : new(samples.Select(sample => sample.Seconds).Order().ElementAt(samples.Count / 6), true);
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
