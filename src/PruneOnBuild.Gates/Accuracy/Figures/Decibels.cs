namespace PruneOnBuild.Gates.Accuracy.Figures;

/// <summary>Ratios of powers. Equal signals would have infinitely many decibels, and no mean: ratios end at 100 dB on both sides.</summary>
internal static class Decibels
{
    public const double Most = 100;

    /// <param name="signal">0 or more.</param>
    /// <param name="noise">0 or more.</param>
    public static double Of(double signal, double noise) => noise == 0 ? Most : Math.Clamp(10 * Math.Log10(signal / noise), -Most, Most);
}
