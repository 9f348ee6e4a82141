using PruneOnBuild.Gates.Statistics;
using PruneOnBuild.Gates.Verdicts;
using PruneOnBuild.Policy;

namespace PruneOnBuild.Cli.Bench.Gates;

/// <summary>
/// How often a gate passes and fails on samples of a population, summed over all outcomes instead of counted over some: nothing of it is noise.
/// </summary>
/// <remarks>
/// The number of samples on which only the pruned model is right is binomial, that of the dense model is so among the rest. The more of the first,
/// the more of the second a gate bears: both its limits rise, and one walk finds them all. Numbers too rare to count are left out.
/// </remarks>
internal static class OutcomeSums
{
    /// <summary>All that is left out adds up to less than ten thousand times as much.</summary>
    private const double LeastWeight = 1e-9;

    public static (double Pass, double Fail) Of(OutcomePopulation population, AccuracyGate gate)
    {
        double pass = 0, fail = 0;
        var (mostOfPass, leastOfFail) = ((int?)null, (int?)null);
        foreach (var (onlyPruned, weight) in Likely(population))
        {
            int rest = population.Samples - onlyPruned;
            mostOfPass = Last(mostOfPass, rest, onlyDense => Outcome(onlyDense, onlyPruned) == VerdictOutcome.Pass);
            leastOfFail = Last(leastOfFail, rest, onlyDense => Outcome(onlyDense, onlyPruned) != VerdictOutcome.Fail);
            double chance = Math.Min(1, population.OnlyDense / (1 - population.OnlyPruned));
            pass += weight * Binomial.AtMost(mostOfPass.Value, rest, chance);
            fail += weight * Binomial.AtLeast(leastOfFail.Value + 1, rest, chance);
        }

        return (pass, fail);

        VerdictOutcome Outcome(int onlyDense, int onlyPruned) =>
            AccuracyJudge.Decide(gate, population.Outcome(onlyDense, onlyPruned)).Single().Outcome;
    }

    private static IEnumerable<(int OnlyPruned, double Weight)> Likely(OutcomePopulation population) =>
        from onlyPruned in Enumerable.Range(0, population.Samples + 1)
        let weight = Binomial.Exactly(onlyPruned, population.Samples, population.OnlyPruned)
        where weight > LeastWeight
        select (onlyPruned, weight);

    /// <summary>The largest number up to which something holds; -1 where it holds for none.</summary>
    /// <param name="before">That of the number before, which is no larger; null: not known.</param>
    private static int Last(int? before, int most, Func<int, bool> holds)
    {
        if (before is { } last)
        {
            while (last < most && holds(last + 1))
                last++;
            return Math.Min(last, most);
        }

        int low = -1, high = most + 1;
        while (high - low > 1)
        {
            int middle = (low + high) / 2;
            (low, high) = holds(middle) ? (middle, high) : (low, middle);
        }

        return low;
    }
}
