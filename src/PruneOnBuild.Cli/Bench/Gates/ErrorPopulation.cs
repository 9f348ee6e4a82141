using PruneOnBuild.Gates;
using PruneOnBuild.Gates.Accuracy;
using PruneOnBuild.Gates.Statistics;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Cli.Bench.Gates;

/// <summary>Errors of samples as they often are: log-normal, most small and a few large, the pruned model's around 1.</summary>
/// <param name="Spread">Standard deviation of the logarithms.</param>
internal sealed record ErrorPopulation(string Name, int Samples, double Spread) : IPopulation
{
    public IReadOnlyList<double> Distances { get; } = [-0.4, -0.2, -0.1, 0, 0.1, 0.2, 0.4];

    private double Truth => Math.Exp(Spread * Spread / 2);

    public string Distance(double distance) => Units.Percent(distance);

    public AccuracyGate Gate(double distance)
    {
        var place = new SourceLocation("bench");
        return new AccuracyGate { Location = place, Metric = new(AccuracyMetric.Mse, place), Max = new(Truth * (1 - distance), place) };
    }

    public AccuracyMeasurement Draw(Random random)
    {
        double[] errors = [.. Enumerable.Range(0, Samples).Select(_ => Math.Exp(Spread * Deviate(random)))];
        return new AccuracyMeasurement
        {
            Metric = AccuracyMetric.Mse,
            K = 1,
            Output = Name,
            Samples = Samples,
            Values = new PairedValues(0, errors.Average()),
            Resamples = Resamples.Draw(Samples, draws => (0, Mean(errors, draws))),
            DenseNotFinite = 0,
            PrunedNotFinite = 0,
            DataHash = Name,
        };
    }

    private static double Mean(double[] errors, int[] draws)
    {
        var sum = 0.0;
        for (var sample = 0; sample < draws.Length; sample++)
            sum += draws[sample] * errors[sample];
        return sum / draws.Length;
    }

    private static double Deviate(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
