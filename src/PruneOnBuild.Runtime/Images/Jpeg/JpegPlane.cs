namespace PruneOnBuild.Runtime.Images.Jpeg;

/// <summary>The samples of one component.</summary>
internal sealed class JpegPlane(int width, int height, int stride, byte[] samples)
{
    public int Width => width;

    public int Height => height;

    public byte this[int y, int x] => samples[y * stride + x];

    public ReadOnlySpan<byte> Row(int y) => samples.AsSpan(y * stride, width);

    public static JpegPlane Of(JpegComponent component)
    {
        var stride = component.Stride * 8;
        var rows = component.BlocksHigh;
        var samples = new byte[(long)stride * rows * 8];
        for (var row = 0; row < rows; row++)
            for (var column = 0; column < component.BlocksWide; column++)
                InverseDct.Apply(component.Block(row, column), component.Steps!, samples.AsSpan(row * 8 * stride + column * 8), stride);
        return new JpegPlane(component.Width, component.Height, stride, samples);
    }
}
