namespace PruneOnBuild.Kernels;

/// <summary>The attributes of ONNX's <c>Conv</c> over two spatial axes, pads spelled out.</summary>
public sealed record ConvGeometry
{
    public int Groups { get; init; } = 1;

    public int KernelHeight { get; init; } = 1;

    public int KernelWidth { get; init; } = 1;

    public int StrideY { get; init; } = 1;

    public int StrideX { get; init; } = 1;

    public int DilationY { get; init; } = 1;

    public int DilationX { get; init; } = 1;

    public int PadTop { get; init; }

    public int PadLeft { get; init; }

    public int PadBottom { get; init; }

    public int PadRight { get; init; }

    public int OutputHeight(int height) =>
        (height + PadTop + PadBottom - DilationY * (KernelHeight - 1) - 1) / StrideY + 1;

    public int OutputWidth(int width) =>
        (width + PadLeft + PadRight - DilationX * (KernelWidth - 1) - 1) / StrideX + 1;
}
