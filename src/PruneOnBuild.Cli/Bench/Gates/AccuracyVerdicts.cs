using System.Globalization;
using PruneOnBuild.Gates;
using PruneOnBuild.Gates.Accuracy;
using PruneOnBuild.Gates.Verdicts;
using PruneOnBuild.Reports.Tables;

namespace PruneOnBuild.Cli.Bench.Gates;

/// <summary>How often accuracy gates are wrong: many gates are judged on samples drawn from populations whose truth is known.</summary>
internal static class AccuracyVerdicts
{
    public const int FewestGates = 300;

    private const int Seed = 1;

    private static readonly int[] s_errors = [100, 200, 1000];

    /// <summary>
    /// Few and many changed answers, few samples, a pruned resnet20 on CIFAR-10 as it was measured; errors more and less skewed, by the deviation of
    /// their logarithms, alone and where one sample in twenty has ten times as much; and the rise from one model to the other of such errors.
    /// </summary>
    public static IReadOnlyList<IPopulation> Populations { get; } =
    [
        new OutcomePopulation("few change", 2000, 0.030, 0.005),
        new OutcomePopulation("many change", 2000, 0.105, 0.075),
        new OutcomePopulation("few samples", 200, 0.040, 0.010),
        OutcomePopulation.Of("resnet20", Resnet20, 5000),
        .. from samples in s_errors
           from spread in new[] { 0.5, 1, 1.5 }
           select new ErrorPopulation(FormattableString.Invariant($"errors {spread}"), samples, spread),
        .. from samples in s_errors
           select new ErrorPopulation("errors 0.5, rare", samples, 0.5, Outliers: 0.05),
        .. from samples in s_errors
           select new ErrorPopulation("rise 1", samples, 1, IsRise: true),
        .. from samples in s_errors
           select new ErrorPopulation("rise 0.5, rare", samples, 0.5, IsRise: true, Outliers: 0.05),
    ];

    // trained/resnet20 with half of its multiply-adds, criterion obs and recovery least-squares, on cifar10/evaluation.
    private static PairedOutcomes Resnet20 => new(4076, 197, 103, 624);

    /// <param name="gates">Of each population and distance.</param>
    public static Table Run(IEnumerable<IPopulation> populations, int gates) => TableOf(populations.SelectMany(population => Count(population, gates)));

    public static IEnumerable<VerdictCounts> Count(IPopulation population, int gates)
    {
        foreach (var distance in population.Distances)
        {
            var random = new Random(Seed);
            var gate = population.Gate(distance);
            var verdicts = Enumerable.Range(0, gates)
                .Select(_ => AccuracyJudge.Decide(gate, population.Draw(random)).Single().Outcome)
                .ToLookup(outcome => outcome);
            yield return new VerdictCounts(
                population, distance, verdicts[VerdictOutcome.Pass].Count(), verdicts[VerdictOutcome.Fail].Count(),
                verdicts[VerdictOutcome.Inconclusive].Count());
        }
    }

    private static Table TableOf(IEnumerable<VerdictCounts> rows) => new(
        [
            new("data"),
            new("samples", Right: true),
            new("truth", Right: true),
            new("pass", Right: true),
            new("fail", Right: true),
            new("wrong", Right: true),
            new("truly", Right: true),
            new("bar", Right: true),
            new(""),
        ],
        [.. rows.Select(row =>
        {
            var (counted, summed) = (row.Counted, row.Summed);
            return (System.Collections.Immutable.ImmutableArray<string>)
            [
                row.Population.Name, Whole(row.Population.Samples), row.Population.Distance(row.Distance), Whole(row.Passed), Whole(row.Failed),
                Percent(counted), summed is null ? counted.Between : Percent(summed), Share(row.MostWrong), (summed ?? counted).Verdict,
            ];
        })]);

    private static string Share(double bar) => FormattableString.Invariant($"{bar * 100:0} %");

    private static string Percent(WrongShare wrong) => FormattableString.Invariant($"{wrong.Share.Estimate * 100:0.0} %");

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);
}
