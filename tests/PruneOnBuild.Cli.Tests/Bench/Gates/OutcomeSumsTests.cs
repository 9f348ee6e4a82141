using PruneOnBuild.Cli.Bench.Gates;
using PruneOnBuild.Gates.Statistics;
using PruneOnBuild.Gates.Verdicts;

namespace PruneOnBuild.Cli.Tests.Bench.Gates;

public sealed class OutcomeSumsTests
{
    // Every outcome of so few samples is judged.
    [Theory]
    [InlineData(0.3, 0.1, 0)]
    [InlineData(0.3, 0.1, -0.1)]
    [InlineData(0.2, 0, 0)]
    [InlineData(0.6, 0.4, 0.1)]
    public void TheyAreSumsOverAllOutcomes(double onlyDense, double onlyPruned, double distance)
    {
        var population = new OutcomePopulation("few", 30, onlyDense, onlyPruned);
        var gate = population.Gate(distance);
        double pass = 0, fail = 0;
        for (int second = 0; second <= population.Samples; second++)
        {
            for (int first = 0; first <= population.Samples - second; first++)
            {
                double weight = Binomial.Exactly(second, population.Samples, onlyPruned)
                    * Binomial.Exactly(first, population.Samples - second, onlyDense / (1 - onlyPruned));
                var outcome = Assert.Single(AccuracyJudge.Decide(gate, population.Outcome(first, second))).Outcome;
                pass += outcome == VerdictOutcome.Pass ? weight : 0;
                fail += outcome == VerdictOutcome.Fail ? weight : 0;
            }
        }

        var sum = population.Sum(distance)!.Value;
        Assert.Equal(pass, sum.Pass, tolerance: 1e-6);
        Assert.Equal(fail, sum.Fail, tolerance: 1e-6);
    }
}
