namespace PruneOnBuild.Gates.Statistics;

/// <summary>Student's t distribution.</summary>
public static class StudentT
{
    /// <summary>
    /// The t that stays above with a chance of 1 - <paramref name="probability"/>: the expansion in powers of 1 / freedom (Abramowitz and
    /// Stegun 26.7.5). Within 0.001 of the tables for 10 degrees of freedom and probabilities of 0.9 to 0.99.
    /// </summary>
    public static double Quantile(double probability, int freedom)
    {
        var z = Normal.Quantile(probability);
        double z3 = z * z * z, z5 = z3 * z * z, z7 = z5 * z * z;
        return z
            + (z3 + z) / (4.0 * freedom)
            + (5 * z5 + 16 * z3 + 3 * z) / (96.0 * freedom * freedom)
            + (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384.0 * freedom * freedom * freedom);
    }
}
