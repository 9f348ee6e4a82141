using System.Numerics;

namespace PruneOnBuild.Benchmarks.Real.Speech;

/// <summary>The transform of real frames whose length is a power of 2.</summary>
internal static class Fourier
{
    /// <returns>The lower half of the spectrum, length / 2 + 1 values.</returns>
    public static Complex[] Forward(ReadOnlySpan<float> frame)
    {
        var values = new Complex[frame.Length];
        for (var i = 0; i < frame.Length; i++) values[i] = frame[i];
        Transform(values);
        return values[..((frame.Length / 2) + 1)];
    }

    public static float[] Inverse(ReadOnlySpan<Complex> half)
    {
        var length = 2 * (half.Length - 1);
        var values = new Complex[length];
        for (var i = 0; i < half.Length; i++)
        {
            // Conjugated, so that the forward transform gives the inverse one of a real frame.
            values[i] = Complex.Conjugate(half[i]);
            if (i > 0) values[length - i] = half[i];
        }

        Transform(values);
        return [.. values.Select(value => (float)(value.Real / length))];
    }

    /// <summary>Cooley and Tukey 1965, by halves.</summary>
    private static void Transform(Span<Complex> values)
    {
        if (values.Length == 1) return;
        var (even, odd) = (new Complex[values.Length / 2], new Complex[values.Length / 2]);
        for (var i = 0; i < even.Length; i++) (even[i], odd[i]) = (values[2 * i], values[(2 * i) + 1]);
        Transform(even);
        Transform(odd);
        for (var i = 0; i < even.Length; i++)
        {
            var turned = odd[i] * Complex.FromPolarCoordinates(1, -2 * Math.PI * i / values.Length);
            (values[i], values[i + even.Length]) = (even[i] + turned, even[i] - turned);
        }
    }
}
