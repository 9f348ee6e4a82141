namespace PruneOnBuild.Gates.Statistics;

internal static class Jackknife
{
    /// <summary>The standard error of a figure (Tukey 1958), from what it is without each of its samples in turn.</summary>
    public static double Error(ReadOnlySpan<double> leavingOut)
    {
        double mean = 0, squares = 0;
        foreach (var figure in leavingOut)
            mean += figure / leavingOut.Length;
        foreach (var figure in leavingOut)
            squares += (figure - mean) * (figure - mean);
        return Math.Sqrt(squares * (leavingOut.Length - 1) / leavingOut.Length);
    }
}
