namespace PruneOnBuild.Benchmarks.Real.Speech;

/// <summary>Scale-invariant signal to distortion ratio (Le Roux et al. 2019, arXiv:1811.02508).</summary>
internal static class SignalDistortion
{
    /// <returns>In dB; higher is better.</returns>
    public static double Ratio(float[] estimate, float[] clean)
    {
        var scale = Product(estimate, clean) / Product(clean, clean);
        var (signal, distortion) = (0.0, 0.0);
        for (var i = 0; i < clean.Length; i++)
        {
            var wanted = scale * clean[i];
            signal += wanted * wanted;
            distortion += (estimate[i] - wanted) * (estimate[i] - wanted);
        }

        return 10 * Math.Log10(signal / distortion);
    }

    private static double Product(float[] left, float[] right) => left.Zip(right, (one, other) => (double)one * other).Sum();
}
