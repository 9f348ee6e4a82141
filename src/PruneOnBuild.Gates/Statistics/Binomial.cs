namespace PruneOnBuild.Gates.Statistics;

/// <summary>The binomial distribution, summed exactly (to rounding) in logarithms.</summary>
public static class Binomial
{
    /// <summary>P(X &lt;= <paramref name="successes"/>) of <paramref name="trials"/> trials that each succeed with <paramref name="chance"/> in (0, 1).</summary>
    public static double AtMost(int successes, int trials, double chance)
    {
        if (successes < 0)
            return 0;
        if (successes >= trials)
            return 1;
        var sum = 0.0;
        var logTerm = trials * Math.Log(1 - chance);
        for (var count = 0; count <= successes; count++)
        {
            sum += Math.Exp(logTerm);
            logTerm += Math.Log((double)(trials - count) / (count + 1)) + Math.Log(chance / (1 - chance));
        }

        return Math.Min(sum, 1);
    }

    /// <summary>P(X &gt;= <paramref name="successes"/>).</summary>
    public static double AtLeast(int successes, int trials, double chance) => AtMost(trials - successes, trials, 1 - chance);
}
