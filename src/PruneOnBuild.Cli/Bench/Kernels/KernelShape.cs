using PruneOnBuild.Kernels;

namespace PruneOnBuild.Cli.Bench.Kernels;

/// <summary>One layer to measure.</summary>
/// <param name="Rows">Rows of a product, 0 for a convolution.</param>
/// <param name="Inputs">Input channels, or k.</param>
/// <param name="Outputs">Output channels, or n.</param>
/// <param name="Side">Height and width of a convolution's input.</param>
/// <param name="Kernel">Height and width of its kernel.</param>
internal sealed record KernelShape(KernelFamily Family, int Rows, int Inputs, int Outputs, int Side, int Kernel, int Stride)
{
    public static KernelShape[] All { get; } =
    [
        // ResNet-50
        Conv(64, 64, 56), Conv(64, 256, 56), Conv(256, 64, 56), Conv(256, 128, 56), Conv(128, 512, 28), Conv(512, 128, 28),
        Conv(512, 256, 28), Conv(256, 1024, 14), Conv(1024, 256, 14), Conv(1024, 512, 14), Conv(512, 2048, 7), Conv(2048, 512, 7),
        Conv(256, 512, 56, 1, 2), Conv(512, 1024, 28, 1, 2), Conv(1024, 2048, 14, 1, 2),
        // MobileNet
        Conv(32, 64, 112), Conv(64, 128, 56), Conv(128, 128, 56), Conv(128, 256, 28), Conv(256, 256, 28), Conv(256, 512, 14),
        Conv(512, 512, 14), Conv(512, 1024, 7), Conv(1024, 1024, 7),
        // ResNet-50
        Conv(64, 64, 56, 3), Conv(128, 128, 28, 3), Conv(256, 256, 14, 3), Conv(512, 512, 7, 3),
        // BERT-base
        Product(128, 768, 768), Product(128, 768, 3072), Product(128, 3072, 768),
        // Classifiers and feed-forward layers, a sample at a time
        Product(1, 2048, 1000), Product(1, 768, 3072), Product(1, 4096, 4096),
    ];

    public string Name => Rows > 0 ? $"{Rows} x {Inputs} x {Outputs}" : $"{Inputs} -> {Outputs} @ {Side}{(Stride > 1 ? $" / {Stride}" : "")}";

    public ConvGeometry Geometry => new()
    {
        KernelHeight = Kernel, KernelWidth = Kernel, StrideY = Stride, StrideX = Stride,
        PadTop = Kernel / 2, PadLeft = Kernel / 2, PadBottom = Kernel / 2, PadRight = Kernel / 2,
    };

    /// <summary>Columns of the weights' matrix, whose rows are the outputs.</summary>
    public int Columns => Inputs * Kernel * Kernel;

    public long InputLength => Rows > 0 ? (long)Rows * Inputs : (long)Inputs * Side * Side;

    /// <summary>Pixels of the output, or rows.</summary>
    public int Pixels => Rows > 0 ? Rows : Geometry.OutputHeight(Side) * Geometry.OutputWidth(Side);

    private static KernelShape Conv(int inputs, int outputs, int side, int kernel = 1, int stride = 1) =>
        new(kernel == 1 ? KernelFamily.Conv1x1 : KernelFamily.Conv3x3, 0, inputs, outputs, side, kernel, stride);

    private static KernelShape Product(int rows, int inputs, int outputs) =>
        new(rows > 1 ? KernelFamily.MatMul : KernelFamily.MatVec, rows, inputs, outputs, 1, 1, 1);
}
