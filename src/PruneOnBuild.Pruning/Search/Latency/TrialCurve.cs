namespace PruneOnBuild.Pruning.Search.Latency;

/// <summary>
/// Which plan to try next. What a plan uses up of the accuracy allowed grows about as a power of its predicted loss; the trials on both sides
/// of the limit say which, and the next trial lies where the limit should be met. The first has only the predictions to go by.
/// </summary>
internal static class TrialCurve
{
    /// <summary>Trials aim at this much of what is allowed, a little inside.</summary>
    private const double Aim = 0.9;

    /// <summary>No harm at all, and harm without measure, as numbers that one can reckon with.</summary>
    private const double LeastUsed = 0.05;
    private const double MostUsed = 20;

    /// <summary>Guesses stay this share of the interval away from its ends, so that each trial halves it at worst about every third time.</summary>
    private const double Margin = 0.1;

    /// <summary>Factor between the losses of the first trial and the second, at most; its square to the third, and so on.</summary>
    private const double FarthestStep = 2.5;

    /// <param name="path">Plans, the dense one first.</param>
    /// <param name="passes">The last step known to pass; 0 where none was tried.</param>
    /// <param name="fails">The first step known to fail; the path's length where none was tried.</param>
    /// <param name="used">What the tried steps used of what is allowed.</param>
    /// <param name="firstLoss">Loss to begin with; null: halfway between the least and the most, in powers of ten.</param>
    /// <returns>A step between the two.</returns>
    public static int Next(IReadOnlyList<PathStep> path, int passes, int fails, IReadOnlyDictionary<int, double> used, double? firstLoss = null)
    {
        var margin = fails - passes > 3 ? Math.Max(1, (int)(Margin * (fails - passes))) : 1;
        var (low, high) = (passes + margin, Math.Max(passes + margin, fails - margin));
        if (fails - passes <= 2)
        {
            return passes + 1;
        }

        var limit = (passes > 0, fails < path.Count) switch
        {
            (false, false) => firstLoss is { } loss ? Math.Log(loss) : Middle(path),
            (true, false) => Beyond(path, passes, used),
            (false, true) => Beyond(path, fails, used),
            (true, true) => Between((Log(path, passes), Clamped(used[passes])), (Log(path, fails), Clamped(used[fails]))),
        };
        var next = low;
        while (next < high && Log(path, next + 1) <= limit)
        {
            next++;
        }

        return next;
    }

    /// <summary>With trials on one side only: in proportion, but small harm is mostly chance, so that one trial leads so far and no farther.</summary>
    private static double Beyond(IReadOnlyList<PathStep> path, int step, IReadOnlyDictionary<int, double> used)
    {
        var reach = used.Count * Math.Log(FarthestStep);
        return Log(path, step) + Math.Clamp(Math.Log(Aim / Clamped(used[step])), -reach, reach);
    }

    private static double Middle(IReadOnlyList<PathStep> path)
    {
        var (least, most) = (Log(path, 1), Log(path, path.Count - 1));
        return (least + most) / 2;
    }

    private static double Between((double Loss, double Used) passes, (double Loss, double Used) fails)
    {
        var span = Math.Log(fails.Used / passes.Used);
        var share = span > 0 ? Math.Log(Aim / passes.Used) / span : 0.5;
        return passes.Loss + (Math.Clamp(share, 0, 1) * (fails.Loss - passes.Loss));
    }

    private static double Clamped(double used) => double.IsNaN(used) ? MostUsed : Math.Clamp(used, LeastUsed, MostUsed);

    private static double Log(IReadOnlyList<PathStep> path, int step) => Math.Log(Math.Max(path[step].Loss, 1e-12));
}
