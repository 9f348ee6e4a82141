namespace PruneOnBuild.Gates.Statistics;

/// <summary>The first three L-moments of a sample (Hosking 1990), in the unit of the values.</summary>
/// <param name="Location">The mean.</param>
/// <param name="Scale">Half the mean difference of two values; 0 or more.</param>
/// <param name="Third">Above 0 where the right tail is the longer one.</param>
internal readonly record struct LMoments(double Location, double Scale, double Third)
{
    /// <param name="sorted">3 values or more, rising.</param>
    public static LMoments Of(ReadOnlySpan<double> sorted)
    {
        var sums = Sums(sorted);
        return FromSums(sums.Zeroth, sums.First, sums.Second, sorted.Length);
    }

    /// <summary>Those of all values but one, for each in turn.</summary>
    /// <param name="sorted">4 values or more, rising.</param>
    public static LMoments[] LeavingOut(ReadOnlySpan<double> sorted)
    {
        var left = new LMoments[sorted.Length];
        var (zeroth, first, second) = Sums(sorted);
        // All values above the one that goes fall by a rank.
        double above = 0, aboveByRank = 0;
        for (var rank = sorted.Length - 1; rank >= 0; rank--)
        {
            var value = sorted[rank];
            left[rank] = FromSums(
                zeroth - value, first - rank * value - above, second - rank * (rank - 1.0) * value - 2 * aboveByRank, sorted.Length - 1);
            above += value;
            aboveByRank += (rank - 1.0) * value;
        }

        return left;
    }

    // Each value, by its rank from 0, and by the products of that and the rank below.
    private static (double Zeroth, double First, double Second) Sums(ReadOnlySpan<double> sorted)
    {
        double zeroth = 0, first = 0, second = 0;
        for (var rank = 0; rank < sorted.Length; rank++)
        {
            zeroth += sorted[rank];
            first += rank * sorted[rank];
            second += rank * (rank - 1.0) * sorted[rank];
        }

        return (zeroth, first, second);
    }

    private static LMoments FromSums(double zeroth, double first, double second, double count)
    {
        var (b0, b1, b2) = (zeroth / count, first / count / (count - 1), second / count / (count - 1) / (count - 2));
        return new LMoments(b0, 2 * b1 - b0, 6 * b2 - 6 * b1 + b0);
    }
}
