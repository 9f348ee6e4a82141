using System.Text;

namespace PruneOnBuild.Runtime.Tests.Samples;

/// <summary>Writes .wav files.</summary>
internal static class Wave
{
    /// <param name="values">Bytes of all values, channel by channel within a frame.</param>
    public static byte[] Write(byte[] values, int bits, int channels = 1, int rate = 16000, int tag = 1)
    {
        using var file = new MemoryStream();
        using var writer = new BinaryWriter(file);
        writer.Write(Encoding.ASCII.GetBytes("RIFF"));
        writer.Write(36 + 10 + values.Length);
        writer.Write(Encoding.ASCII.GetBytes("WAVEfmt "));
        writer.Write(16);
        writer.Write((short)tag);
        writer.Write((short)channels);
        writer.Write(rate);
        writer.Write(rate * channels * bits / 8);
        writer.Write((short)(channels * bits / 8));
        writer.Write((short)bits);
        // A chunk of odd length, that readers pass over.
        writer.Write(Encoding.ASCII.GetBytes("LIST"));
        writer.Write(1);
        writer.Write((short)7);
        writer.Write(Encoding.ASCII.GetBytes("data"));
        writer.Write(values.Length);
        writer.Write(values);
        return file.ToArray();
    }

    public static byte[] Shorts(params short[] values) => [.. values.SelectMany(BitConverter.GetBytes)];
}
