namespace PruneOnBuild.Kernels.OnnxRuntime;

/// <summary>The attributes of SparseConv: those of ONNX's Conv without auto_pad, and with the size of kernel and output said.</summary>
internal static class ConvAttributes
{
    /// <summary>The output channels: lets shapes be inferred, since the packed weights do not show theirs.</summary>
    public const string Outputs = "outputs";

    public const string KernelShape = "kernel_shape";
    public const string Strides = "strides";
    public const string Dilations = "dilations";
    public const string Pads = "pads";
    public const string Group = "group";

    /// <summary>The window of a pooling behind the convolution; absent: none.</summary>
    public const string PoolShape = "pool_shape";

    public const string PoolStrides = "pool_strides";

    public static (ConvGeometry Geometry, int SpatialAxes) Read(in OrtKernelInfo node)
    {
        var kernel = node.Ints(KernelShape, fallback: null, count: null);
        if (kernel.Length is not (1 or 2))
            throw new OrtFailure($"a kernel of {kernel.Length} axes is not served");
        int axes = kernel.Length;
        var geometry = Of(kernel, node.Ints(Strides, 1, axes), node.Ints(Dilations, 1, axes), node.Ints(Pads, 0, 2 * axes), node.Int(Group, 1));
        return (geometry, axes);
    }

    /// <summary>Null where nothing is pooled.</summary>
    public static MaxPooling? ReadPooling(in OrtKernelInfo node, int axes)
    {
        var window = node.Ints(PoolShape, 0, 2);
        var strides = node.Ints(PoolStrides, 1, 2);
        if (window is [0, 0])
            return null;
        return axes == 2 ? Pooling(window, strides) : throw new OrtFailure("only images are pooled");
    }

    public static MaxPooling Pooling(ReadOnlySpan<int> window, ReadOnlySpan<int> strides) =>
        window.Contains(0) || strides.Contains(0) ? throw new OrtFailure("a window or a stride of 0 pools nothing")
            : new MaxPooling(window[0], window[1], strides[0], strides[1]);

    /// <summary>A single axis becomes the width of an image one row high.</summary>
    public static ConvGeometry Of(ReadOnlySpan<int> kernel, ReadOnlySpan<int> strides, ReadOnlySpan<int> dilations, ReadOnlySpan<int> pads, int groups)
    {
        if (groups < 1 || kernel.Contains(0) || strides.Contains(0) || dilations.Contains(0))
            throw new OrtFailure("a kernel, stride, dilation or group of 0 computes nothing");
        bool isImage = kernel.Length == 2;
        return new ConvGeometry
        {
            Groups = groups,
            KernelHeight = isImage ? kernel[0] : 1,
            KernelWidth = kernel[^1],
            StrideY = isImage ? strides[0] : 1,
            StrideX = strides[^1],
            DilationY = isImage ? dilations[0] : 1,
            DilationX = dilations[^1],
            PadTop = isImage ? pads[0] : 0,
            PadLeft = isImage ? pads[1] : pads[0],
            PadBottom = isImage ? pads[2] : 0,
            PadRight = isImage ? pads[3] : pads[1],
        };
    }

    /// <summary>Whether the kernel fits into the padded input at least once.</summary>
    public static bool Fits(this ConvGeometry g, long height, long width) =>
        height + g.PadTop + g.PadBottom > g.DilationY * (g.KernelHeight - 1L)
        && width + g.PadLeft + g.PadRight > g.DilationX * (g.KernelWidth - 1L);
}
