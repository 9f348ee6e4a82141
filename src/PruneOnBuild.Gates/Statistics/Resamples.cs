using System.Collections.Immutable;

namespace PruneOnBuild.Gates.Statistics;

/// <summary>
/// The paired bootstrap over samples: both models' metric on the same samples drawn anew, with replacement (Efron 1979). Percentiles are
/// taken a little farther out, as the t distribution of so few samples asks (Hesterberg 2015, doi:10.1080/00031305.2015.1089789).
/// </summary>
/// <param name="Samples">Samples that were drawn from.</param>
/// <param name="Changes">Dense minus pruned in each draw, in rising order.</param>
/// <param name="Pruned">The pruned model's metric in each draw, in rising order.</param>
public sealed record Resamples(int Samples, ImmutableArray<double> Changes, ImmutableArray<double> Pruned)
{
    public const int Draws = 2000;

    /// <summary>Fewer samples say too little of what others would be like.</summary>
    public const int FewestSamples = 20;

    private const int Seed = 1;

    /// <param name="metric">Both models' metric where each sample counts as often as it was drawn.</param>
    public static Resamples Draw(int samples, Func<int[], (double Dense, double Pruned)> metric)
    {
        var random = new Random(Seed);
        var (changes, pruned) = (new double[Draws], new double[Draws]);
        var draws = new int[samples];
        for (var draw = 0; draw < Draws; draw++)
        {
            Array.Clear(draws);
            for (var sample = 0; sample < samples; sample++)
                draws[random.Next(samples)]++;
            (var dense, pruned[draw]) = metric(draws);
            changes[draw] = dense - pruned[draw];
        }

        Array.Sort(changes);
        Array.Sort(pruned);
        return new Resamples(samples, [.. changes], [.. pruned]);
    }

    /// <param name="estimate">On the samples as they are.</param>
    public Interval OfChange(double estimate, double confidence) => Bounds(Changes, estimate, confidence);

    /// <inheritdoc cref="OfChange"/>
    public Interval OfPruned(double estimate, double confidence) => Bounds(Pruned, estimate, confidence);

    // A draw on which the metric is undefined (NaN) may be anything: such draws stand at both ends.
    private Interval Bounds(ImmutableArray<double> sorted, double estimate, double confidence)
    {
        var undefined = sorted.Count(double.IsNaN);
        var tail = Normal.Below(-Math.Sqrt(Samples / (Samples - 1.0)) * StudentT.Quantile(confidence, Samples - 1));
        var left = (int)Math.Floor(tail * sorted.Length) - undefined;
        return left < 0 || double.IsNaN(estimate)
            ? new Interval(double.NegativeInfinity, estimate, double.PositiveInfinity, confidence)
            : new Interval(Math.Min(sorted[undefined + left], estimate), estimate, Math.Max(sorted[^(left + 1)], estimate), confidence);
    }
}
