using System.Collections.Immutable;

namespace PruneOnBuild.Gates.Statistics;

/// <summary>
/// The paired bootstrap over samples: both models' metric on the same samples drawn anew, with replacement. Bounds are percentiles, corrected for
/// bias and skewness (BCa, Efron 1987, doi:10.1080/01621459.1987.10478410) and taken a little farther out, as the t distribution of so few
/// samples asks (Hesterberg 2015, doi:10.1080/00031305.2015.1089789).
/// </summary>
/// <param name="Samples">Samples that were drawn from.</param>
/// <param name="Changes">Dense minus pruned in each draw, in rising order.</param>
/// <param name="Pruned">The pruned model's metric in each draw, in rising order.</param>
/// <param name="ChangeAcceleration">A sixth of the skewness that single samples bring into the change; 0 where it is not known.</param>
/// <param name="PrunedAcceleration">The same of the pruned model's metric.</param>
public sealed record Resamples(
    int Samples, ImmutableArray<double> Changes, ImmutableArray<double> Pruned, double ChangeAcceleration = 0, double PrunedAcceleration = 0)
{
    public const int Draws = 2000;

    /// <summary>Fewer samples say too little of what others would be like.</summary>
    public const int FewestSamples = 20;

    private const int Seed = 1;
    private const int MostBlocks = 500;

    /// <summary>Metrics such as the least of all recalls are biased wherever samples are drawn; more than this is not corrected.</summary>
    private const double MostBias = 1;

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
        var left = LeftOut(samples, metric);
        return new Resamples(
            samples, [.. changes], [.. pruned], Acceleration([.. left.Select(one => one.Dense - one.Pruned)]), Acceleration([.. left.Select(one => one.Pruned)]));
    }

    /// <param name="estimate">On the samples as they are.</param>
    public Interval OfChange(double estimate, double confidence) => Bounds(Changes, ChangeAcceleration, estimate, confidence);

    /// <inheritdoc cref="OfChange"/>
    public Interval OfPruned(double estimate, double confidence) => Bounds(Pruned, PrunedAcceleration, estimate, confidence);

    // The metric without each sample, or of many samples without each block of them: both say the same of the skewness.
    private static List<(double Dense, double Pruned)> LeftOut(int samples, Func<int[], (double Dense, double Pruned)> metric)
    {
        var blocks = Math.Min(samples, MostBlocks);
        var left = new List<(double Dense, double Pruned)>();
        for (var block = 0; block < blocks; block++)
            left.Add(metric([.. Enumerable.Range(0, samples).Select(sample => sample % blocks == block ? 0 : 1)]));
        return left;
    }

    private static double Acceleration(double[] left)
    {
        var mean = left.Average();
        double squares = 0, cubes = 0;
        foreach (var value in left)
        {
            squares += (mean - value) * (mean - value);
            cubes += (mean - value) * (mean - value) * (mean - value);
        }

        var acceleration = cubes / (6 * Math.Pow(squares, 1.5));
        return double.IsFinite(acceleration) ? acceleration : 0;
    }

    // A draw on which the metric is undefined (NaN, sorted first) may be anything: such draws stand at both ends.
    private Interval Bounds(ImmutableArray<double> sorted, double acceleration, double estimate, double confidence)
    {
        var undefined = sorted.Count(double.IsNaN);
        var defined = sorted.Length - undefined;
        var none = new Interval(double.NegativeInfinity, estimate, double.PositiveInfinity, confidence);
        if (defined == 0 || double.IsNaN(estimate))
            return none;
        var below = (sorted.Count(value => value < estimate) + 0.5 * sorted.Count(value => value == estimate)) / defined;
        var bias = Math.Clamp(Normal.Quantile(Math.Clamp(below, 0.001, 0.999)), -MostBias, MostBias);
        var z = Math.Sqrt(Samples / (Samples - 1.0)) * StudentT.Quantile(confidence, Samples - 1);
        var left = (int)Math.Floor(Tail(bias, -z, acceleration) * sorted.Length) - undefined;
        var right = (int)Math.Floor((1 - Tail(bias, z, acceleration)) * sorted.Length) - undefined;
        return left < 0 || right < 0
            ? none
            : new Interval(Math.Min(sorted[undefined + left], estimate), estimate, Math.Max(sorted[^(right + 1)], estimate), confidence);
    }

    private static double Tail(double bias, double z, double acceleration) =>
        Normal.Below(Math.Clamp(bias + (bias + z) / Math.Max(0.1, 1 - acceleration * (bias + z)), -6, 6));
}
