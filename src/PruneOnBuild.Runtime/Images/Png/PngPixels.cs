namespace PruneOnBuild.Runtime.Images.Png;

/// <summary>Unpacks the values of a row to 8-bit RGB.</summary>
internal sealed class PngPixels(PngHeader header, byte[] palette)
{
    /// <param name="pixels">Pixels of the row.</param>
    /// <param name="step">Bytes from one target pixel to the next.</param>
    /// <exception cref="InvalidDataException">A pixel lies outside the palette.</exception>
    public void Write(ReadOnlySpan<byte> row, int pixels, Span<byte> target, int step)
    {
        var colours = header.Colour is PngColour.Rgb or PngColour.RgbAlpha;
        for (var pixel = 0; pixel < pixels; pixel++)
        {
            var to = target.Slice(pixel * step, Picture.Channels);
            if (header.Colour == PngColour.Palette)
            {
                var entry = Value(row, pixel) * Picture.Channels;
                if (entry + Picture.Channels > palette.Length)
                    throw new InvalidDataException("one of its pixels lies outside its palette");
                palette.AsSpan(entry, Picture.Channels).CopyTo(to);
                continue;
            }

            for (var channel = 0; channel < Picture.Channels; channel++)
                to[channel] = Level(Value(row, pixel * header.Values + (colours ? channel : 0)));
        }
    }

    private int Value(ReadOnlySpan<byte> row, int index)
    {
        switch (header.Depth)
        {
            case 8:
                return row[index];
            case 16:
                return row[index * 2];
            default:
                var bit = index * header.Depth;
                return (row[bit / 8] >> (8 - header.Depth - bit % 8)) & ((1 << header.Depth) - 1);
        }
    }

    private byte Level(int value) => header.Depth >= 8 ? (byte)value : (byte)(value * 255 / ((1 << header.Depth) - 1));
}
