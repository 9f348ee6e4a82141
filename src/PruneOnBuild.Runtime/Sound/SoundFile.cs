using System.Buffers.Binary;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Runtime.Sound;

/// <summary>Sound without compression: .wav files of 16 and 24 bits and of floats, and .pcm or .raw files without a header.</summary>
internal static class SoundFile
{
    private const int Pcm = 1;
    private const int Float = 3;
    private const int Extensible = 0xFFFE;
    private const int ExtensibleLength = 26;

    public static bool HasExtension(string path) => IsWave(path) || Path.GetExtension(path).ToLowerInvariant() is ".pcm" or ".raw";

    /// <exception cref="PruneOnBuildException">POB5134: the file is damaged, or not as the policy states.</exception>
    public static SoundFormat Open(string path, AudioSettings stated)
    {
        try
        {
            using var stream = File.OpenRead(path);
            var format = IsWave(path) ? Wave(stream) : Plain(stream.Length, stated);
            if (format.Rate != stated.Rate)
                throw RuntimeErrors.SoundDiffers(new SourceLocation(path), "rate", format.Rate, stated.Rate);
            if (format.Channels != stated.Channels)
                throw RuntimeErrors.SoundDiffers(new SourceLocation(path), "channels", format.Channels, stated.Channels);
            return format;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw RuntimeErrors.SoundUnreadable(new SourceLocation(path), error);
        }
    }

    /// <summary>Frames from <paramref name="start"/> on, channel by channel, as floats: integers over their largest power of two, in [-1, 1).</summary>
    /// <exception cref="PruneOnBuildException">POB5134: the file ends too early.</exception>
    public static void Read(string path, SoundFormat format, long start, int frames, Span<float> values)
    {
        var bytes = new byte[frames * format.FrameBytes];
        try
        {
            using var stream = File.OpenRead(path);
            stream.Position = format.Offset + start * format.FrameBytes;
            stream.ReadExactly(bytes);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw RuntimeErrors.SoundUnreadable(new SourceLocation(path), error);
        }

        var size = SoundFormat.ValueBytes(format.Encoding);
        for (var frame = 0; frame < frames; frame++)
            for (var channel = 0; channel < format.Channels; channel++)
                values[channel * frames + frame] = Value(bytes.AsSpan((frame * format.Channels + channel) * size), format.Encoding);
    }

    private static bool IsWave(string path) => Path.GetExtension(path).Equals(".wav", StringComparison.OrdinalIgnoreCase);

    private static float Value(ReadOnlySpan<byte> bytes, PcmEncoding encoding) => encoding switch
    {
        PcmEncoding.S16 => BinaryPrimitives.ReadInt16LittleEndian(bytes) / 32768f,
        PcmEncoding.S24 => (BinaryPrimitives.ReadUInt16LittleEndian(bytes) | ((sbyte)bytes[2] << 16)) / 8388608f,
        _ => BinaryPrimitives.ReadSingleLittleEndian(bytes),
    };

    private static SoundFormat Plain(long length, AudioSettings stated)
    {
        var format = new SoundFormat(stated.Rate, stated.Channels, stated.Encoding, 0, 0);
        return length % format.FrameBytes == 0
            ? format with { Frames = length / format.FrameBytes }
            : throw new InvalidDataException($"its {length} bytes are no whole number of values of {format.FrameBytes} bytes");
    }

    // RIFF: chunks of a four-letter name and a length, filled up to an even number of bytes.
    private static SoundFormat Wave(Stream stream)
    {
        Span<byte> head = stackalloc byte[12];
        stream.ReadExactly(head);
        if (!head.StartsWith("RIFF"u8) || !head[8..].SequenceEqual("WAVE"u8))
            throw new InvalidDataException("it does not begin as .wav files do");
        SoundFormat? format = null;
        while (true)
        {
            var chunk = head[..8];
            if (stream.ReadAtLeast(chunk, chunk.Length, throwOnEndOfStream: false) < chunk.Length)
                throw new InvalidDataException("its sound is missing");
            long length = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
            if (length > stream.Length - stream.Position)
                throw new InvalidDataException("it ends too early");
            var next = stream.Position + length + length % 2;
            if (chunk.StartsWith("fmt "u8))
                format = Format(stream, length);
            else if (chunk.StartsWith("data"u8))
                return format is null
                    ? throw new InvalidDataException("its format is missing")
                    : format with { Offset = stream.Position, Frames = length / format.FrameBytes };
            stream.Position = next;
        }
    }

    private static SoundFormat Format(Stream stream, long length)
    {
        Span<byte> chunk = stackalloc byte[ExtensibleLength];
        var read = chunk[..(int)Math.Min(length, ExtensibleLength)];
        stream.ReadExactly(read);
        if (read.Length < 16)
            throw new InvalidDataException("its format is damaged");
        int tag = BinaryPrimitives.ReadUInt16LittleEndian(read), bits = BinaryPrimitives.ReadUInt16LittleEndian(read[14..]);
        if (tag == Extensible && read.Length == ExtensibleLength)
            tag = BinaryPrimitives.ReadUInt16LittleEndian(read[24..]);
        var encoding = (tag, bits) switch
        {
            (Pcm, 16) => PcmEncoding.S16,
            (Pcm, 24) => PcmEncoding.S24,
            (Float, 32) => PcmEncoding.Fp32,
            _ => throw new InvalidDataException($"its values (format {tag}, {bits} bits) are not read; 16 and 24 bits and 32-bit floats are"),
        };
        int channels = BinaryPrimitives.ReadUInt16LittleEndian(read[2..]);
        var rate = BinaryPrimitives.ReadUInt32LittleEndian(read[4..]);
        return channels > 0 && rate is > 0 and < int.MaxValue
            ? new SoundFormat((int)rate, channels, encoding, 0, 0)
            : throw new InvalidDataException("its format is damaged");
    }
}
