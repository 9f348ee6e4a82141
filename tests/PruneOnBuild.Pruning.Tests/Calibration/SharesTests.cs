using PruneOnBuild.Pruning.Algebra;
using PruneOnBuild.Pruning.Calibration;

namespace PruneOnBuild.Pruning.Tests.Calibration;

/// <summary>What batches say, added up in shares.</summary>
public sealed class SharesTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(3, 1)]
    [InlineData(41, 1)]
    [InlineData(41, 30_000_000)]
    [InlineData(41, long.MaxValue)]
    public void EveryBatch_IsAddedOnce_InOrder(int batches, long bytes) =>
        Assert.Equal(Enumerable.Range(0, batches).Select(i => i * i), Listed(batches, bytes));

    /// <summary>Sums that are rounded: the order in which they are made shows in their bits.</summary>
    [Fact]
    public void Bits_AreThoseOfOneThread()
    {
        var values = Algebra.Some.Floats(1000, seed: 1);
        double[] Sum(int threads)
        {
            using var limit = Workers.AtMost(threads);
            return Shares.Sum(values.Length, 8, i => values[i] / 3.0, () => new double[1], (sum, _, value) => sum[0] += value, (sum, other) => sum[0] += other[0]);
        }

        Assert.Equal(Sum(1), Sum(2));
        Assert.Equal(Sum(1), Sum(3));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(long.MaxValue)]
    public void Failure_ComesWithItsOwnType(long bytes) => Assert.Throws<FormatException>(() => Shares.Sum(
        10, bytes, i => i < 7 ? i : throw new FormatException("broken"), () => new List<int>(), (sum, _, value) => sum.Add(value), (sum, other) => sum.AddRange(other)));

    private static List<int> Listed(int batches, long bytes) => Shares.Sum(
        batches, bytes, i => i * i, () => new List<int>(), (sum, i, square) =>
        {
            Assert.Equal(i * i, square);
            sum.Add(square);
        }, (sum, other) => sum.AddRange(other));
}
