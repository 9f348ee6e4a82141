namespace PruneOnBuild.Runtime.Images.Jpeg;

/// <summary>
/// Chroma of half the width or height as a triangle filter spreads it: three parts of the nearer sample and one of the farther, as common
/// decoders do by default. Other ratios repeat samples.
/// </summary>
internal static class Upsampling
{
    private const int ShortestForFilter = 3;

    /// <exception cref="InvalidDataException">Sampling factors that are no whole ratio.</exception>
    public static JpegPlane Apply(JpegPlane plane, JpegComponent component, JpegFrame frame)
    {
        if (frame.MostHorizontal % component.Horizontal != 0 || frame.MostVertical % component.Vertical != 0)
            throw new InvalidDataException("its colours are sampled in a way that is not read");
        var (wide, high) = (frame.MostHorizontal / component.Horizontal, frame.MostVertical / component.Vertical);
        return (wide, high) switch
        {
            (1, 1) => plane,
            (2, 1) when plane.Width >= ShortestForFilter => DoubleWidth(plane, frame),
            (1, 2) => DoubleHeight(plane, frame),
            (2, 2) when plane.Width >= ShortestForFilter => DoubleBoth(plane, frame),
            _ => Repeat(plane, wide, high, frame),
        };
    }

    private static JpegPlane DoubleWidth(JpegPlane plane, JpegFrame frame) => Fill(frame, (y, row) =>
    {
        var line = plane.Row(y);
        for (var x = 0; x < row.Length; x++)
        {
            var far = Beside(x);
            row[x] = far < 0 || far >= line.Length ? line[x / 2] : (byte)((line[x / 2] * 3 + line[far] + 1 + x % 2) >> 2);
        }
    });

    private static JpegPlane DoubleHeight(JpegPlane plane, JpegFrame frame) => Fill(frame, (y, row) =>
    {
        var near = plane.Row(y / 2);
        var far = plane.Row(Math.Clamp(Beside(y), 0, plane.Height - 1));
        for (var x = 0; x < row.Length; x++)
            row[x] = (byte)((near[x] * 3 + far[x] + 1 + y % 2) >> 2);
    });

    private static JpegPlane DoubleBoth(JpegPlane plane, JpegFrame frame)
    {
        var line = new int[plane.Width];
        return Fill(frame, (y, row) =>
        {
            var near = plane.Row(y / 2);
            var far = plane.Row(Math.Clamp(Beside(y), 0, plane.Height - 1));
            for (var x = 0; x < line.Length; x++)
                line[x] = near[x] * 3 + far[x];
            for (var x = 0; x < row.Length; x++)
            {
                var beside = line[Math.Clamp(Beside(x), 0, line.Length - 1)];
                row[x] = (byte)((line[x / 2] * 3 + beside + 8 - x % 2) >> 4);
            }
        });
    }

    private static JpegPlane Repeat(JpegPlane plane, int wide, int high, JpegFrame frame) => Fill(frame, (y, row) =>
    {
        for (var x = 0; x < row.Length; x++)
            row[x] = plane[y / high, x / wide];
    });

    // The farther of the two samples that a doubled one lies between.
    private static int Beside(int position) => position % 2 == 0 ? position / 2 - 1 : position / 2 + 1;

    private delegate void FillRow(int y, Span<byte> row);

    private static JpegPlane Fill(JpegFrame frame, FillRow fill)
    {
        var samples = new byte[(long)frame.Width * frame.Height];
        for (var y = 0; y < frame.Height; y++)
            fill(y, samples.AsSpan(y * frame.Width, frame.Width));
        return new JpegPlane(frame.Width, frame.Height, frame.Width, samples);
    }
}
