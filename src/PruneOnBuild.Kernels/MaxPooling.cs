namespace PruneOnBuild.Kernels;

/// <summary>ONNX's <c>MaxPool</c> over two spatial axes, without pads and dilations.</summary>
/// <param name="Height">Rows of a window.</param>
/// <param name="Width">Columns of a window.</param>
public sealed record MaxPooling(int Height, int Width, int StrideY, int StrideX)
{
    /// <summary>Whether the window fits at least once.</summary>
    internal bool Fits(long height, long width) => height >= Height && width >= Width;

    /// <param name="height">Of what is pooled; at least <see cref="Height"/>.</param>
    public int OutputHeight(int height) => (height - Height) / StrideY + 1;

    /// <param name="width">Of what is pooled; at least <see cref="Width"/>.</param>
    public int OutputWidth(int width) => (width - Width) / StrideX + 1;
}
