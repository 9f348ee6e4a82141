using PruneOnBuild.Runtime;

namespace PruneOnBuild.Benchmarks.Real.Speech;

/// <summary>Two models: one masks the magnitudes of a block of 512, the other works on what comes back; shift 128.</summary>
internal static class Dtln
{
    private const int Block = 512;
    private const int Shift = 128;

    /// <summary>A sample is whole when the last block that holds it is done.</summary>
    private const int Delay = Block - Shift;

    public static float[] Enhance(StreamedModel first, StreamedModel second, float[] noisy)
    {
        var blocks = (noisy.Length + Delay + Shift - 1) / Shift;
        var padded = new float[Delay + (blocks * Shift)];
        noisy.CopyTo(padded, Delay);
        var result = new float[padded.Length];
        for (var block = 0; block < blocks; block++)
        {
            var spectrum = Fourier.Forward(padded.AsSpan(block * Shift, Block));
            var mask = first.Step(Tensor.Of(spectrum.Select(value => (float)value.Magnitude).ToArray(), 1, 1, spectrum.Length)).Floats();
            for (var i = 0; i < spectrum.Length; i++) spectrum[i] *= mask[i];
            var whole = second.Step(Tensor.Of(Fourier.Inverse(spectrum), 1, 1, Block)).Floats();
            for (var i = 0; i < Block; i++) result[(block * Shift) + i] += whole[i];
        }

        return result[Delay..(Delay + noisy.Length)];
    }
}
