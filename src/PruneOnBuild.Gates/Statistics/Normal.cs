namespace PruneOnBuild.Gates.Statistics;

/// <summary>The standard normal distribution.</summary>
public static class Normal
{
    /// <summary>A standard normal number (Box and Muller 1958).</summary>
    public static double Draw(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>The z that a standard normal number stays below with <paramref name="probability"/>, which lies in (0, 1); |z| is at most 8.</summary>
    public static double Quantile(double probability)
    {
        double low = -8, high = 8;
        for (var step = 0; step < 60; step++)
        {
            var middle = (low + high) / 2;
            if (Below(middle) < probability)
                low = middle;
            else
                high = middle;
        }

        return (low + high) / 2;
    }

    /// <summary>P(Z &lt;= z): 1/2 plus the density times z + z^3/3 + z^5/15 + ... (Abramowitz and Stegun 26.2.11).</summary>
    public static double Below(double z)
    {
        double term = z, sum = 0;
        for (var odd = 3; sum + term != sum; odd += 2)
        {
            sum += term;
            term *= z * z / odd;
        }

        return 0.5 + sum * Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);
    }
}
