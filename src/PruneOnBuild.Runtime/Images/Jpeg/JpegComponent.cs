namespace PruneOnBuild.Runtime.Images.Jpeg;

/// <summary>One component of a frame: luma, a chroma, or a colour.</summary>
internal sealed class JpegComponent(int id, int horizontal, int vertical, int quantization)
{
    public const int BlockSize = 64;

    public int Id => id;

    /// <summary>Sampling factors: blocks in a unit of the scan, 1 to 4.</summary>
    public int Horizontal => horizontal;

    public int Vertical => vertical;

    /// <summary>Number of its quantization table.</summary>
    public int Quantization => quantization;

    /// <summary>Samples that are part of the image.</summary>
    public int Width { get; private set; }

    public int Height { get; private set; }

    /// <summary>Blocks that are part of the image, for scans of this component alone.</summary>
    public int BlocksWide => (Width + 7) / 8;

    public int BlocksHigh => (Height + 7) / 8;

    /// <summary>Blocks of a stored row, filled up to whole units.</summary>
    public int Stride { get; private set; }

    /// <summary>Coefficients of all blocks, row by row, 64 each in the order of the image.</summary>
    public short[] Coefficients { get; private set; } = [];

    /// <summary>Quantization steps, as they were when a scan of this component began.</summary>
    public ushort[]? Steps { get; set; }

    public void Allocate(JpegFrame frame)
    {
        Width = (frame.Width * horizontal + frame.MostHorizontal - 1) / frame.MostHorizontal;
        Height = (frame.Height * vertical + frame.MostVertical - 1) / frame.MostVertical;
        Stride = frame.UnitsWide * horizontal;
        Coefficients = new short[(long)Stride * frame.UnitsHigh * vertical * BlockSize];
    }

    public Span<short> Block(int row, int column) => Coefficients.AsSpan((row * Stride + column) * BlockSize, BlockSize);
}
