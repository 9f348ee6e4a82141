using System.Buffers.Binary;

namespace PruneOnBuild.Benchmarks.Real.Speech;

/// <summary>WAVE files of one channel of 16-bit samples.</summary>
internal static class WaveReader
{
    private const int RiffHeader = 12;
    private const float FullScale = 32768;

    /// <returns>Samples in [-1, 1).</returns>
    public static float[] Read(string path)
    {
        var file = File.ReadAllBytes(path);
        for (var at = RiffHeader; at + 8 <= file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at + 4));
            if (file.AsSpan(at, 4).SequenceEqual("data"u8)) return Samples(file.AsSpan(at + 8, length));
            at += 8 + length + (length & 1);
        }

        throw new InvalidDataException($"{path} holds no chunk 'data'.");
    }

    private static float[] Samples(ReadOnlySpan<byte> bytes)
    {
        var samples = new float[bytes.Length / 2];
        for (var i = 0; i < samples.Length; i++)
            samples[i] = BinaryPrimitives.ReadInt16LittleEndian(bytes[(2 * i)..]) / FullScale;
        return samples;
    }
}
