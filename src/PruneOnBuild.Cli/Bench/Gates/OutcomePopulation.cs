using PruneOnBuild.Gates;
using PruneOnBuild.Gates.Accuracy;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Cli.Bench.Gates;

/// <summary>A classifier: the shares of samples that only one of both models is right on decide everything.</summary>
/// <param name="OnlyDense">Share of samples, in [0, 1].</param>
/// <param name="OnlyPruned">Share of samples, less than <paramref name="OnlyDense"/>; with it at most 1.</param>
internal sealed record OutcomePopulation(string Name, int Samples, double OnlyDense, double OnlyPruned) : IPopulation
{
    private static readonly double[] s_distances = [-0.03, -0.02, -0.01, -0.005, 0, 0.005, 0.01, 0.02];

    /// <summary>The samples of a recorded measurement, drawn again and again.</summary>
    public static OutcomePopulation Of(string name, PairedOutcomes recorded, int samples) => new(
        name, samples, (double)recorded.OnlyDenseRight / recorded.Samples, (double)recorded.OnlyPrunedRight / recorded.Samples);

    /// <summary>Those only that leave a threshold above 0.</summary>
    public IReadOnlyList<double> Distances => [.. s_distances.Where(distance => OnlyDense - OnlyPruned - distance > 0.001)];

    public double Far => 0.02;

    public string Distance(double distance) => FormattableString.Invariant($"{distance * 100:+0.#;-0.#;0} points");

    public AccuracyGate Gate(double distance)
    {
        var place = new SourceLocation("bench");
        return new AccuracyGate
        {
            Location = place,
            Metric = new(AccuracyMetric.Top1, place),
            MaxDrop = new(OnlyDense - OnlyPruned - distance, place),
        };
    }

    public (double Pass, double Fail)? Sum(double distance) => OutcomeSums.Of(this, Gate(distance));

    public AccuracyMeasurement Draw(Random random)
    {
        int onlyDense = 0, onlyPruned = 0;
        for (var sample = 0; sample < Samples; sample++)
        {
            var chance = random.NextDouble();
            onlyDense += chance < OnlyDense ? 1 : 0;
            onlyPruned += chance >= OnlyDense && chance < OnlyDense + OnlyPruned ? 1 : 0;
        }

        return Outcome(onlyDense, onlyPruned);
    }

    /// <summary>What a gate measures where only one of both models is right on so many samples.</summary>
    public AccuracyMeasurement Outcome(int onlyDense, int onlyPruned) => new()
    {
        Metric = AccuracyMetric.Top1,
        K = 1,
        Output = Name,
        Samples = Samples,
        Outcomes = new PairedOutcomes(Samples - onlyDense - onlyPruned, onlyDense, onlyPruned, 0),
        DenseNotFinite = 0,
        PrunedNotFinite = 0,
        DataHash = Name,
    };
}
