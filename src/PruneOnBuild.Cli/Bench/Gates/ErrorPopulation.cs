using PruneOnBuild.Gates;
using PruneOnBuild.Gates.Accuracy;
using PruneOnBuild.Gates.Statistics;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Cli.Bench.Gates;

/// <summary>
/// Errors of samples as they often are: log-normal, most small and a few large, the pruned model's a tenth larger than the dense one's and for
/// the most part large on the same samples.
/// </summary>
/// <param name="Spread">Standard deviation of the logarithms.</param>
/// <param name="IsRise">The gate limits the rise from dense to pruned, not the pruned model's error.</param>
/// <param name="Outliers">Share of samples on which both models' errors are ten times as large.</param>
internal sealed record ErrorPopulation(string Name, int Samples, double Spread, bool IsRise = false, double Outliers = 0) : IPopulation
{
    private const double Growth = 1.1;

    private const double OutlierSize = 10;

    /// <summary>Of the logarithms of both models' errors.</summary>
    private const double Correlation = 0.9;

    /// <summary>As shares of the dense model's error.</summary>
    public IReadOnlyList<double> Distances { get; } = [-0.2, -0.1, 0, 0.1, 0.2];

    public double Far => 0.2;

    private double DenseTruth => Math.Exp(Spread * Spread / 2) * (1 + Outliers * (OutlierSize - 1));

    public string Distance(double distance) => FormattableString.Invariant($"{distance * 100:+0;-0;0} %");

    public AccuracyGate Gate(double distance)
    {
        var place = new SourceLocation("bench");
        var gate = new AccuracyGate { Location = place, Metric = new(AccuracyMetric.Mse, place) };
        var rise = DenseTruth * (Growth - 1 - distance);
        return IsRise ? gate with { MaxRise = new(rise, place) } : gate with { Max = new(DenseTruth + rise, place) };
    }

    public AccuracyMeasurement Draw(Random random)
    {
        var (dense, pruned) = (new double[Samples], new double[Samples]);
        for (var sample = 0; sample < Samples; sample++)
        {
            var common = Normal.Draw(random);
            var size = Outliers > 0 && random.NextDouble() < Outliers ? OutlierSize : 1;
            dense[sample] = size * Math.Exp(Spread * common);
            pruned[sample] = size * Growth * Math.Exp(Spread * (Correlation * common + Math.Sqrt(1 - Correlation * Correlation) * Normal.Draw(random)));
        }

        return new AccuracyMeasurement
        {
            Metric = AccuracyMetric.Mse,
            K = 1,
            Output = Name,
            Samples = Samples,
            Values = new PairedValues(dense.Average(), pruned.Average()),
            Means = PairedMeans.Of(dense, pruned),
            DenseNotFinite = 0,
            PrunedNotFinite = 0,
            DataHash = Name,
        };
    }
}
