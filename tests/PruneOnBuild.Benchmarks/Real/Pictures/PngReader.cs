using System.Buffers.Binary;
using System.IO.Compression;

namespace PruneOnBuild.Benchmarks.Real.Pictures;

/// <summary>PNG files of 8 bits, grey or RGB, not interlaced: what lies in the shared folder.</summary>
internal static class PngReader
{
    private const int SignatureLength = 8;
    private const int BitsPerValue = 8;
    private const int Grey = 0;
    private const int Rgb = 2;

    public static Picture Read(string path)
    {
        var file = File.ReadAllBytes(path);
        using var packed = new MemoryStream();
        var (width, height, channels) = (0, 0, 0);
        for (var at = SignatureLength; at < file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            var kind = file.AsSpan(at + 4, 4);
            var content = file.AsSpan(at + 8, length);
            if (kind.SequenceEqual("IHDR"u8)) (width, height, channels) = Header(content, path);
            if (kind.SequenceEqual("IDAT"u8)) packed.Write(content);
            at += 12 + length;
        }

        packed.Position = 0;
        using var rows = new ZLibStream(packed, CompressionMode.Decompress);
        return new Picture(width, height, channels, Unfilter(rows, width * channels, height, channels));
    }

    private static (int Width, int Height, int Channels) Header(ReadOnlySpan<byte> content, string path)
    {
        var channels = content[9] switch { Grey => 1, Rgb => 3, _ => 0 };
        return content[8] == BitsPerValue && channels > 0 && content[12] == 0
            ? (BinaryPrimitives.ReadInt32BigEndian(content), BinaryPrimitives.ReadInt32BigEndian(content[4..]), channels)
            : throw new InvalidDataException($"{path} is no PNG of 8 bits, grey or RGB, without interlacing.");
    }

    /// <summary>Each row begins with the way its values were predicted; see the PNG specification, section 9.</summary>
    private static byte[] Unfilter(ZLibStream rows, int stride, int height, int channels)
    {
        var values = new byte[stride * height];
        for (var y = 0; y < height; y++)
        {
            var filter = rows.ReadByte();
            var row = values.AsSpan(y * stride, stride);
            var above = y == 0 ? new byte[stride] : values.AsSpan((y - 1) * stride, stride);
            rows.ReadExactly(row);
            for (var x = 0; x < stride; x++)
            {
                int left = x < channels ? 0 : row[x - channels], up = above[x], corner = x < channels ? 0 : above[x - channels];
                row[x] += (byte)(filter switch { 0 => 0, 1 => left, 2 => up, 3 => (left + up) / 2, _ => Paeth(left, up, corner) });
            }
        }

        return values;
    }

    private static int Paeth(int left, int up, int corner)
    {
        var guess = left + up - corner;
        var (toLeft, toUp, toCorner) = (Math.Abs(guess - left), Math.Abs(guess - up), Math.Abs(guess - corner));
        return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
    }
}
