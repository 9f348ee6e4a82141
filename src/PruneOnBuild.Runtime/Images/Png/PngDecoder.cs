using System.Buffers.Binary;
using System.IO.Compression;

namespace PruneOnBuild.Runtime.Images.Png;

/// <summary>
/// PNG of every colour type and depth, interlaced or not. Alpha and transparency are dropped, values of 16 bits lose their lower byte, and no
/// gamma or profile is applied: as PIL's <c>convert("RGB")</c> and OpenCV do.
/// </summary>
internal static class PngDecoder
{
    // Deflate packs at most 258 bytes into two bits.
    private const long LargestGain = 1032;

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public static bool Knows(ReadOnlySpan<byte> file) => file.StartsWith(Signature);

    /// <exception cref="InvalidDataException">The file is damaged or cut short.</exception>
    public static Picture Decode(byte[] file)
    {
        PngHeader? header = null;
        byte[] palette = [];
        using var packed = new MemoryStream();
        var ended = false;
        for (var at = Signature.Length; !ended;)
        {
            var (kind, content) = Chunk(file, ref at);
            if (header is null && kind != "IHDR")
                throw new InvalidDataException("its header is missing");
            switch (kind)
            {
                case "IHDR":
                    header = PngHeader.Parse(content.Span);
                    break;
                case "PLTE":
                    palette = content.ToArray();
                    break;
                case "IDAT":
                    packed.Write(content.Span);
                    break;
                case "IEND":
                    ended = true;
                    break;
            }
        }

        if (header!.BitsPerPixel * (long)header.Width * header.Height / 8 > packed.Length * LargestGain)
            throw new InvalidDataException("it has too few bytes for its size");
        packed.Position = 0;
        using var rows = new ZLibStream(packed, CompressionMode.Decompress);
        var picture = new Picture(header.Width, header.Height, new byte[header.Width * header.Height * Picture.Channels]);
        try
        {
            PngPasses.Read(rows, header, palette, picture);
        }
        catch (EndOfStreamException error)
        {
            throw new InvalidDataException("its pixels end too early", error);
        }

        return picture;
    }

    private static (string Kind, ReadOnlyMemory<byte> Content) Chunk(byte[] file, ref int at)
    {
        const int Frame = 12;
        if (file.Length - at < Frame)
            throw new InvalidDataException("it ends too early");
        var length = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at));
        if (length > file.Length - at - Frame)
            throw new InvalidDataException("it ends too early");
        var body = file.AsMemory(at + 4, 4 + (int)length);
        if (Crc32.Of(body.Span) != BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at + 8 + (int)length)))
            throw new InvalidDataException("one of its checksums is wrong");
        at += Frame + (int)length;
        return (System.Text.Encoding.Latin1.GetString(body.Span[..4]), body[4..]);
    }
}
