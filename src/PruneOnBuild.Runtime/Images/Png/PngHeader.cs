using System.Buffers.Binary;

namespace PruneOnBuild.Runtime.Images.Png;

/// <summary>The IHDR chunk (PNG specification, third edition, section 11.2.1).</summary>
/// <param name="Depth">Bits of a value.</param>
internal sealed record PngHeader(int Width, int Height, int Depth, PngColour Colour, bool IsInterlaced)
{
    private const int Length = 13;

    /// <summary>Values of a pixel.</summary>
    public int Values => Colour switch
    {
        PngColour.Rgb => 3,
        PngColour.GrayAlpha => 2,
        PngColour.RgbAlpha => 4,
        _ => 1,
    };

    public int BitsPerPixel => Depth * Values;

    /// <exception cref="InvalidDataException">No header of a PNG.</exception>
    public static PngHeader Parse(ReadOnlySpan<byte> chunk)
    {
        if (chunk.Length != Length)
            throw new InvalidDataException("its header is damaged");
        long width = BinaryPrimitives.ReadUInt32BigEndian(chunk), height = BinaryPrimitives.ReadUInt32BigEndian(chunk[4..]);
        PictureFile.RequireSize(width, height);
        var (depth, colour) = (chunk[8], (PngColour)chunk[9]);
        var depths = colour switch
        {
            PngColour.Gray => new[] { 1, 2, 4, 8, 16 },
            PngColour.Palette => [1, 2, 4, 8],
            PngColour.Rgb or PngColour.GrayAlpha or PngColour.RgbAlpha => [8, 16],
            _ => [],
        };
        if (!depths.Contains(depth) || chunk[10] != 0 || chunk[11] != 0 || chunk[12] > 1)
            throw new InvalidDataException("its header says what no PNG can be");
        return new PngHeader((int)width, (int)height, depth, colour, chunk[12] == 1);
    }
}
