namespace PruneOnBuild.Runtime.Images.Png;

/// <summary>The rows of a PNG: one pass over all pixels, or the seven of an interlaced file, each predicted from what came before.</summary>
internal static class PngPasses
{
    // Column and row of the first pixel, and steps to the next (PNG specification, section 8.2).
    private static readonly (int X, int Y, int StepX, int StepY)[] s_interlaced =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    /// <exception cref="EndOfStreamException">Rows are missing.</exception>
    /// <exception cref="InvalidDataException">A row is damaged.</exception>
    public static void Read(Stream rows, PngHeader header, byte[] palette, Picture picture)
    {
        var pixels = new PngPixels(header, palette);
        foreach (var (x, y, stepX, stepY) in header.IsInterlaced ? s_interlaced : [(0, 0, 1, 1)])
        {
            var width = (header.Width - x + stepX - 1) / stepX;
            var height = (header.Height - y + stepY - 1) / stepY;
            if (width < 1 || height < 1)
                continue;
            var row = new byte[(width * (long)header.BitsPerPixel + 7) / 8];
            var above = new byte[row.Length];
            for (var index = 0; index < height; index++)
            {
                var filter = rows.ReadByte();
                rows.ReadExactly(row);
                Unfilter(filter, row, above, Math.Max(1, header.BitsPerPixel / 8));
                var target = picture.Rgb.AsSpan(((y + index * stepY) * picture.Width + x) * Picture.Channels);
                pixels.Write(row, width, target, stepX * Picture.Channels);
                (row, above) = (above, row);
            }
        }
    }

    /// <param name="step">Bytes from a value to the same one of the pixel to its left (PNG specification, section 9).</param>
    private static void Unfilter(int filter, byte[] row, byte[] above, int step)
    {
        if (filter is < 0 or > 4)
            throw filter < 0 ? new EndOfStreamException() : new InvalidDataException("one of its rows is damaged");
        for (var at = 0; filter != 0 && at < row.Length; at++)
        {
            int left = at < step ? 0 : row[at - step], up = above[at], corner = at < step ? 0 : above[at - step];
            row[at] += (byte)(filter switch { 1 => left, 2 => up, 3 => (left + up) / 2, _ => Paeth(left, up, corner) });
        }
    }

    private static int Paeth(int left, int up, int corner)
    {
        var (byLeft, byUp, byCorner) = (Math.Abs(up - corner), Math.Abs(left - corner), Math.Abs(left + up - 2 * corner));
        return byLeft <= byUp && byLeft <= byCorner ? left : byUp <= byCorner ? up : corner;
    }
}
