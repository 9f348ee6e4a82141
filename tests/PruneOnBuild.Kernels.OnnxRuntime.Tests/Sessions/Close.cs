namespace PruneOnBuild.Kernels.OnnxRuntime.Tests.Sessions;

internal static class Close
{
    /// <summary>Absolute up to magnitude 1, relative above.</summary>
    public static void To(float[] expected, float[] actual, string what, double within = 1e-4)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            double allowed = within * Math.Max(1, Math.Abs(expected[i]));
            Assert.True(Math.Abs(expected[i] - actual[i]) <= allowed, $"{what}: output {i} is {actual[i]} instead of {expected[i]}");
        }
    }
}
