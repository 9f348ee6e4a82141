using System.Numerics;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Benchmarks.Real.Speech;

/// <summary>Spectrum in, spectrum out: frames of 512 by 256, under the square root of a Hann window on both sides.</summary>
internal static class Gtcrn
{
    private const int Length = 512;
    private const int Hop = Length / 2;

    private static readonly float[] Window =
        [.. Enumerable.Range(0, Length).Select(i => (float)Math.Sqrt(0.5 - (0.5 * Math.Cos(2 * Math.PI * i / Length))))];

    public static float[] Enhance(StreamedModel model, float[] noisy)
    {
        var frames = (noisy.Length / Hop) + 2;
        var padded = new float[(frames + 1) * Hop];
        noisy.CopyTo(padded, Hop);
        var result = new float[padded.Length];
        for (var frame = 0; frame < frames; frame++)
        {
            var windowed = Window.Select((weight, i) => weight * padded[(frame * Hop) + i]).ToArray();
            var spectrum = Fourier.Forward(windowed);
            var pairs = spectrum.SelectMany(value => new[] { (float)value.Real, (float)value.Imaginary }).ToArray();
            var enhanced = model.Step(Tensor.Of(pairs, 1, spectrum.Length, 1, 2)).Floats();
            for (var i = 0; i < spectrum.Length; i++) spectrum[i] = new Complex(enhanced[2 * i], enhanced[(2 * i) + 1]);
            var back = Fourier.Inverse(spectrum);
            for (var i = 0; i < Length; i++) result[(frame * Hop) + i] += Window[i] * back[i];
        }

        return result[Hop..(Hop + noisy.Length)];
    }
}
