namespace PruneOnBuild.Runtime.Images.Jpeg;

/// <summary>From planes to RGB, in 16-bit fixed point (ITU-T T.871, JFIF: YCbCr of BT.601 in full range).</summary>
internal static class JpegColours
{
    private const int Bits = 16;
    private const int Half = 1 << (Bits - 1);

    /// <param name="isRgb">The three planes are red, green and blue already.</param>
    public static Picture Join(JpegFrame frame, IReadOnlyList<JpegPlane> planes, bool isRgb)
    {
        var picture = new Picture(frame.Width, frame.Height, new byte[frame.Width * frame.Height * Picture.Channels]);
        for (var y = 0; y < frame.Height; y++)
        {
            var first = planes[0].Row(y);
            var second = planes.Count == 1 ? first : planes[1].Row(y);
            var third = planes.Count == 1 ? first : planes[2].Row(y);
            var row = picture.Rgb.AsSpan(y * frame.Width * Picture.Channels);
            for (var x = 0; x < frame.Width; x++)
            {
                var pixel = row.Slice(x * Picture.Channels, Picture.Channels);
                if (isRgb || planes.Count == 1)
                    (pixel[0], pixel[1], pixel[2]) = (first[x], second[x], third[x]);
                else
                    Convert(first[x], second[x] - 128, third[x] - 128, pixel);
            }
        }

        return picture;
    }

    private static void Convert(int luma, int blue, int red, Span<byte> pixel)
    {
        pixel[0] = Clamp(luma + ((Fixed(1.402) * red + Half) >> Bits));
        pixel[1] = Clamp(luma + ((-Fixed(0.34414) * blue - Fixed(0.71414) * red + Half) >> Bits));
        pixel[2] = Clamp(luma + ((Fixed(1.772) * blue + Half) >> Bits));
    }

    private static byte Clamp(int value) => (byte)Math.Clamp(value, 0, 255);

    private static int Fixed(double factor) => (int)(factor * (1 << Bits) + 0.5);
}
