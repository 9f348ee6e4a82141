using System.Collections.Concurrent;

namespace PruneOnBuild.Gates.Statistics;

/// <summary>
/// Student's t of the mean of log-normal values, (mean - true mean) / standard error: drawn many times with a fixed seed, because no formula is
/// near it where few values are skewed.
/// </summary>
internal static class LogNormalT
{
    private const int FewestDraws = 5000;
    private const int MostDraws = 20_000;

    /// <summary>Few samples are drawn more often, for the same time.</summary>
    private const int Values = FewestDraws * MostSamples;

    private const int Seed = 1;
    private const double Step = 0.1;

    /// <summary>Beyond this nothing that a sample shows could tell.</summary>
    private const double MostSkew = 3;

    /// <summary>Of more values the t is that of so many, skewed so much less that the skewness of their mean is the same.</summary>
    private const int MostSamples = 500;

    private static readonly ConcurrentDictionary<(int Samples, int Step), double[]> s_drawn = [];

    /// <summary>The t that stays below with <paramref name="probability"/>, one standard error of the drawing farther from the middle.</summary>
    /// <param name="skew">Standard deviation of the logarithms; below 0: of the mirrored distribution; 0: normal values.</param>
    public static double Quantile(double probability, int samples, double skew)
    {
        if (skew < 0)
            return -Quantile(1 - probability, samples, -skew);
        var few = Math.Min(samples, MostSamples);
        var steps = Math.Min(AmongFewer(skew, samples, few), MostSkew) / Step;
        var step = (int)steps;
        var (below, above) = (At(probability, few, step), At(probability, few, step + 1));
        return below + (above - below) * (steps - step);
    }

    private static double At(double probability, int samples, int step)
    {
        var drawn = s_drawn.GetOrAdd((samples, step), key => Draw(key.Samples, key.Step * Step));
        var error = Math.Sqrt(probability * (1 - probability) / drawn.Length);
        return drawn[(int)Math.Clamp((probability + (probability < 0.5 ? -error : error)) * drawn.Length, 0, drawn.Length - 1)];
    }

    private static double AmongFewer(double skew, int samples, int few)
    {
        var wanted = Skewness(skew) * Math.Sqrt((double)few / samples);
        return few == samples ? skew : Bisection.Boundary(skew, 0, less => Skewness(less) >= wanted);
    }

    private static double Skewness(double skew)
    {
        var growth = Math.Exp(skew * skew);
        return (growth + 2) * Math.Sqrt(growth - 1);
    }

    private static double[] Draw(int samples, double skew)
    {
        var random = new Random(Seed);
        var mean = Math.Exp(skew * skew / 2);
        var drawn = new double[Math.Clamp(Values / samples, FewestDraws, MostDraws)];
        for (var draw = 0; draw < drawn.Length; draw++)
        {
            double sum = 0, squares = 0;
            for (var sample = 0; sample < samples; sample++)
            {
                var deviate = Normal.Draw(random);
                var value = skew == 0 ? deviate : Math.Exp(skew * deviate) - mean;
                sum += value;
                squares += value * value;
            }

            drawn[draw] = sum / Math.Sqrt((squares - sum * sum / samples) * samples / (samples - 1.0));
        }

        Array.Sort(drawn);
        return drawn;
    }
}
