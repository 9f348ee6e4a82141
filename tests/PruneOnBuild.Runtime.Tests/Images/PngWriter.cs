using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace PruneOnBuild.Runtime.Tests.Images;

/// <summary>Writes PNG of any colour type, depth and interlacing, value by value; rows take the five filters in turn.</summary>
internal static class PngWriter
{
    private static readonly (int X, int Y, int StepX, int StepY)[] s_passes =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    /// <param name="value">The stored value of a channel at x and y.</param>
    public static byte[] Write(
        int width, int height, int depth, int colour, bool interlaced, Func<int, int, int, int> value, byte[]? palette = null)
    {
        var channels = colour switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9], header[12]) = ((byte)depth, (byte)colour, (byte)(interlaced ? 1 : 0));
        Chunk(file, "IHDR", header);
        if (palette is not null)
            Chunk(file, "PLTE", palette);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            foreach (var (x, y, stepX, stepY) in interlaced ? s_passes : [(0, 0, 1, 1)])
                Pass(zlib, width, height, depth, channels, x, y, stepX, stepY, value);
        var half = packed.Length / 2;
        Chunk(file, "IDAT", packed.ToArray()[..(int)half]);
        Chunk(file, "IDAT", packed.ToArray()[(int)half..]);
        Chunk(file, "IEND", []);
        return file.ToArray();
    }

    public static void Chunk(Stream file, string kind, byte[] content)
    {
        var body = Encoding.ASCII.GetBytes(kind).Concat(content).ToArray();
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        file.Write(number);
        file.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(body));
        file.Write(number);
    }

    private static void Pass(
        Stream zlib, int width, int height, int depth, int channels, int x0, int y0, int stepX, int stepY, Func<int, int, int, int> value)
    {
        byte[]? above = null;
        var filter = 0;
        for (var y = y0; y < height && x0 < width; y += stepY)
        {
            var bits = new List<bool>();
            for (var x = x0; x < width; x += stepX)
                for (var channel = 0; channel < channels; channel++)
                    for (var bit = depth - 1; bit >= 0; bit--)
                        bits.Add((value(x, y, channel) >> bit & 1) == 1);
            var row = new byte[(bits.Count + 7) / 8];
            for (var bit = 0; bit < bits.Count; bit++)
                row[bit / 8] |= (byte)(bits[bit] ? 0x80 >> bit % 8 : 0);
            above ??= new byte[row.Length];
            zlib.WriteByte((byte)filter);
            zlib.Write(Filtered(row, above, filter, Math.Max(1, channels * depth / 8)));
            (above, filter) = (row, (filter + 1) % 5);
        }
    }

    private static byte[] Filtered(byte[] row, byte[] above, int filter, int step) => [.. row.Select((value, at) =>
    {
        int left = at < step ? 0 : row[at - step], up = above[at], corner = at < step ? 0 : above[at - step];
        var guess = left + up - corner;
        var (a, b, c) = (Math.Abs(guess - left), Math.Abs(guess - up), Math.Abs(guess - corner));
        var paeth = a <= b && a <= c ? left : b <= c ? up : corner;
        return (byte)(value - new[] { 0, left, up, (left + up) / 2, paeth }[filter]);
    })];

    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 1 ? crc >> 1 ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }
}
