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

    /// <summary>Few and many changed answers, few samples, a pruned resnet20 on CIFAR-10 as it was measured, and errors more and less skewed.</summary>
    public static IReadOnlyList<IPopulation> Populations { get; } =
    [
        new OutcomePopulation("few answers change", 2000, 0.030, 0.005),
        new OutcomePopulation("many answers change", 2000, 0.105, 0.075),
        new OutcomePopulation("few samples", 200, 0.040, 0.010),
        OutcomePopulation.Of("resnet20, 5000 images", Resnet20, 5000),
        .. from samples in new[] { 100, 200, 1000 }
           from spread in new[] { 0.5, 1, 1.5 }
           select new ErrorPopulation(FormattableString.Invariant($"errors, deviation of the logarithm {spread}"), samples, spread),
        .. from samples in new[] { 100, 200, 1000 }
           select new ErrorPopulation("rise of errors, deviation of the logarithm 1", samples, 1, IsRise: true),
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
            new("truth minus threshold", Right: true),
            new("gates", Right: true),
            new("pass", Right: true),
            new("fail", Right: true),
            new("undecided", Right: true),
            new("wrong", Right: true),
        ],
        [.. rows.Select(row => (System.Collections.Immutable.ImmutableArray<string>)
        [
            row.Population.Name, Whole(row.Population.Samples), row.Population.Distance(row.Distance), Whole(row.Gates), Whole(row.Passed),
            Whole(row.Failed), Whole(row.Undecided), Units.Percent((double)row.Wrong / row.Gates),
        ])]);

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);
}
