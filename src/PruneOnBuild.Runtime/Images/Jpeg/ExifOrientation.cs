using System.Buffers.Binary;

namespace PruneOnBuild.Runtime.Images.Jpeg;

/// <summary>How the camera was held: 1 upright to 8 (Exif 2.3, tag 274).</summary>
internal static class ExifOrientation
{
    private const int Upright = 1;
    private const ushort Tag = 274;
    private const int EntryLength = 12;

    private static ReadOnlySpan<byte> Signature => "Exif\0\0"u8;

    /// <param name="segment">An APP1 segment. What is no Exif, or is damaged, says nothing.</param>
    public static int Parse(ReadOnlySpan<byte> segment)
    {
        if (!segment.StartsWith(Signature) || segment.Length < Signature.Length + 8)
            return Upright;
        var tiff = segment[Signature.Length..];
        var isLittle = tiff[0] == 'I';
        var directory = isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..]) : BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]);
        if (directory > tiff.Length - 2)
            return Upright;
        var entries = Short(tiff[(int)directory..], isLittle);
        var rest = tiff[((int)directory + 2)..];
        for (var entry = 0; entry < entries && rest.Length >= EntryLength; entry++, rest = rest[EntryLength..])
            if (Short(rest, isLittle) == Tag)
                return Short(rest[8..], isLittle) is >= Upright and <= 8 and var orientation ? orientation : Upright;
        return Upright;
    }

    /// <summary>The picture as it is to be seen.</summary>
    public static Picture Apply(Picture picture, int orientation)
    {
        if (orientation == Upright)
            return picture;
        var (width, height) = orientation >= 5 ? (picture.Height, picture.Width) : (picture.Width, picture.Height);
        var turned = new Picture(width, height, new byte[picture.Rgb.Length]);
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
            {
                var (right, bottom) = (picture.Width - 1, picture.Height - 1);
                var (fromX, fromY) = orientation switch
                {
                    2 => (right - x, y),
                    3 => (right - x, bottom - y),
                    4 => (x, bottom - y),
                    5 => (y, x),
                    6 => (y, bottom - x),
                    7 => (right - y, bottom - x),
                    _ => (right - y, x),
                };
                picture.Rgb.AsSpan((fromY * picture.Width + fromX) * Picture.Channels, Picture.Channels)
                    .CopyTo(turned.Rgb.AsSpan((y * width + x) * Picture.Channels));
            }

        return turned;
    }

    private static ushort Short(ReadOnlySpan<byte> bytes, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);
}
