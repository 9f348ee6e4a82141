using PruneOnBuild.Gates.Statistics;

namespace PruneOnBuild.Gates.Tests.Statistics;

public class LMomentsTests
{
    private static readonly double[] s_values = [-3, -1, -0.5, 0.25, 0.25, 2, 7];

    // By their definition: means over all pairs and triples of the values.
    [Fact]
    public void TheyAreMeansOverPairsAndTriples()
    {
        var (pairs, triples) = (new List<double>(), new List<double>());
        for (var low = 0; low < s_values.Length; low++)
            for (var middle = low + 1; middle < s_values.Length; middle++)
            {
                pairs.Add((s_values[middle] - s_values[low]) / 2);
                for (var high = middle + 1; high < s_values.Length; high++)
                    triples.Add((s_values[high] - 2 * s_values[middle] + s_values[low]) / 3);
            }

        var moments = LMoments.Of(s_values);
        Assert.Equal(s_values.Average(), moments.Location, tolerance: 1e-12);
        Assert.Equal(pairs.Average(), moments.Scale, tolerance: 1e-12);
        Assert.Equal(triples.Average(), moments.Third, tolerance: 1e-12);
    }

    [Fact]
    public void LeavingOneOut_IsTakingTheOthers()
    {
        var left = LMoments.LeavingOut(s_values);
        for (var index = 0; index < s_values.Length; index++)
        {
            var expected = LMoments.Of([.. s_values[..index], .. s_values[(index + 1)..]]);
            Assert.Equal(expected.Location, left[index].Location, tolerance: 1e-12);
            Assert.Equal(expected.Scale, left[index].Scale, tolerance: 1e-12);
            Assert.Equal(expected.Third, left[index].Third, tolerance: 1e-12);
        }
    }
}
