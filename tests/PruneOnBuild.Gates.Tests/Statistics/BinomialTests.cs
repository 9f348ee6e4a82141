using System.Numerics;
using PruneOnBuild.Gates.Statistics;

namespace PruneOnBuild.Gates.Tests.Statistics;

public class BinomialTests
{
    // Chance a/b in whole numbers: exact, and slow.
    [Theory]
    [InlineData(1, 2)]
    [InlineData(1, 20)]
    [InlineData(99, 100)]
    public void AtMostAndAtLeast_EqualTheExactSums(int a, int b)
    {
        foreach (var trials in new[] { 1, 2, 7, 15, 60 })
            for (var successes = -1; successes <= trials + 1; successes++)
            {
                Assert.Equal(Exact(0, successes, trials, a, b), Binomial.AtMost(successes, trials, (double)a / b), tolerance: 1e-12);
                Assert.Equal(Exact(successes, trials, trials, a, b), Binomial.AtLeast(successes, trials, (double)a / b), tolerance: 1e-12);
            }
    }

    private static double Exact(int from, int to, int trials, int a, int b)
    {
        BigInteger sum = 0;
        for (var count = Math.Max(0, from); count <= Math.Min(to, trials); count++)
            sum += Choose(trials, count) * BigInteger.Pow(a, count) * BigInteger.Pow(b - a, trials - count);
        return (double)(sum * BigInteger.Pow(10, 15) / BigInteger.Pow(b, trials)) / 1e15;
    }

    private static BigInteger Choose(int n, int k)
    {
        BigInteger result = 1;
        for (var index = 1; index <= k; index++)
            result = result * (n - k + index) / index;
        return result;
    }
}
