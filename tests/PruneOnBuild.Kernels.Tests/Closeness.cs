namespace PruneOnBuild.Kernels.Tests;

internal static class Closeness
{
    /// <summary>Sums are in another order, so a little of the largest value may differ.</summary>
    private const double Tolerance = 1e-4;

    public static void Check(double[] expected, ReadOnlySpan<float> actual, string name)
    {
        double scale = Tolerance * Math.Max(1e-3, expected.Length == 0 ? 0 : expected.Max(Math.Abs));
        for (int i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= scale, $"{name}: output {i} is {actual[i]}, not {expected[i]}.");
    }
}
