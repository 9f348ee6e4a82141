namespace PruneOnBuild.Gates.Statistics;

internal static class Jackknife
{
    /// <summary>The standard error of a figure (Tukey 1958), from what it is without each of its samples in turn.</summary>
    public static double Error(ReadOnlySpan<double> leavingOut) =>
        Math.Sqrt(Deviations.Of(leavingOut).Squares * (leavingOut.Length - 1) / leavingOut.Length);
}
