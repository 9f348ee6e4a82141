namespace PruneOnBuild.Gates.Statistics;

/// <summary>The binomial distribution: a term in logarithms, its neighbours by their ratios, summed until they no longer count.</summary>
public static class Binomial
{
    /// <summary>P(X = <paramref name="successes"/>) of <paramref name="trials"/> trials that each succeed with <paramref name="chance"/> in [0, 1].</summary>
    public static double Exactly(int successes, int trials, double chance)
    {
        if (successes < 0 || successes > trials)
            return 0;
        if (chance is 0 or 1)
            return successes == (chance == 0 ? 0 : trials) ? 1 : 0;
        return Math.Exp(
            Factorial.Logarithm(trials) - Factorial.Logarithm(successes) - Factorial.Logarithm(trials - successes)
            + successes * Math.Log(chance) + (trials - successes) * Math.Log(1 - chance));
    }

    /// <summary>P(X &lt;= <paramref name="successes"/>).</summary>
    public static double AtMost(int successes, int trials, double chance) =>
        successes < 0 ? 0
        : successes >= trials || chance == 0 ? 1
        : successes <= trials * chance ? Tail(successes, trials, chance)
        : 1 - Tail(trials - successes - 1, trials, 1 - chance);

    /// <summary>P(X &gt;= <paramref name="successes"/>).</summary>
    public static double AtLeast(int successes, int trials, double chance) => AtMost(trials - successes, trials, 1 - chance);

    // From the mean downwards every term is less than the one before.
    private static double Tail(int successes, int trials, double chance)
    {
        double sum = 0, term = Exactly(successes, trials, chance);
        for (var count = successes; sum + term != sum; count--)
        {
            sum += term;
            term *= count / (trials - count + 1.0) * ((1 - chance) / chance);
        }

        return Math.Min(sum, 1);
    }
}
