namespace PruneOnBuild.Testing;

/// <summary>Convolutions, normalisation and pooling over [N, C, ...] with any number of spatial axes.</summary>
public sealed partial class TinyModel
{
    private int SpatialAxes => Shape.Count - 2;

    /// <summary>weight [channels, C / group, kernel, ...]; padded so that stride 1 keeps the spatial size of odd kernels.</summary>
    public TinyModel Conv(
        string name, int channels, int kernel = 3, int stride = 1, int group = 1, int dilation = 1, bool bias = true, int? pad = null)
    {
        var padding = pad ?? dilation * (kernel - 1) / 2;
        var spatial = Shape.Skip(2).Select(size => size < 0 ? size : (size + 2 * padding - dilation * (kernel - 1) - 1) / stride + 1);
        var rest = Kernel(name, [channels, Channels / group], kernel, bias ? channels : 0);
        return Layer("Conv", name, rest, [Shape[0], channels, .. spatial],
            ("kernel_shape", Spatial(kernel)), ("strides", Spatial(stride)), ("dilations", Spatial(dilation)),
            ("pads", Repeat(padding, 2 * SpatialAxes)), ("group", group));
    }

    /// <summary>A convolution of each channel alone, with <paramref name="multiplier"/> outputs per channel.</summary>
    public TinyModel DepthwiseConv(string name, int kernel = 3, int stride = 1, int multiplier = 1, bool bias = true) =>
        Conv(name, Channels * multiplier, kernel, stride, group: Channels, bias: bias);

    /// <summary>weight [C, channels / group, kernel, ...]; no padding.</summary>
    public TinyModel ConvTranspose(string name, int channels, int kernel = 2, int stride = 2, int group = 1, bool bias = true)
    {
        var spatial = Shape.Skip(2).Select(size => size < 0 ? size : (size - 1) * stride + kernel);
        var rest = Kernel(name, [Channels, channels / group], kernel, bias ? channels : 0);
        return Layer("ConvTranspose", name, rest, [Shape[0], channels, .. spatial],
            ("kernel_shape", Spatial(kernel)), ("strides", Spatial(stride)), ("group", group));
    }

    /// <summary>Statistics from the seed; scale and variance in [0.5, 1.5).</summary>
    public TinyModel BatchNorm(string name, float epsilon = 1e-5f)
    {
        long[] dims = [Channels];
        Weight($"{name}.scale", dims, Uniform(dims, 0.5, 1.5));
        Weight($"{name}.bias", dims, Normal(dims, deviation: 0.3));
        Weight($"{name}.mean", dims, Normal(dims, deviation: 0.3));
        Weight($"{name}.var", dims, Uniform(dims, 0.5, 1.5));
        return Layer("BatchNormalization", name, [$"{name}.scale", $"{name}.bias", $"{name}.mean", $"{name}.var"], Shape, ("epsilon", epsilon));
    }

    public TinyModel InstanceNorm(string name)
    {
        long[] dims = [Channels];
        Weight($"{name}.scale", dims, Uniform(dims, 0.5, 1.5)).Weight($"{name}.bias", dims, Normal(dims, deviation: 0.3));
        return Layer("InstanceNormalization", name, [$"{name}.scale", $"{name}.bias"], Shape);
    }

    public TinyModel MaxPool(int kernel = 2, int stride = 2, string? name = null) => Pool("MaxPool", kernel, stride, name);

    public TinyModel AveragePool(int kernel = 2, int stride = 2, string? name = null) => Pool("AveragePool", kernel, stride, name);

    public TinyModel GlobalAveragePool(string? name = null) => GlobalPool("GlobalAveragePool", name);

    public TinyModel GlobalMaxPool(string? name = null) => GlobalPool("GlobalMaxPool", name);

    private TinyModel Pool(string op, int kernel, int stride, string? name)
    {
        var spatial = Shape.Skip(2).Select(size => size < 0 ? size : (size - kernel) / stride + 1);
        return Layer(op, name ?? Unnamed(op), [], [Shape[0], Shape[1], .. spatial],
            ("kernel_shape", Spatial(kernel)), ("strides", Spatial(stride)));
    }

    private TinyModel GlobalPool(string op, string? name) =>
        Layer(op, name ?? Unnamed(op), [], [Shape[0], Shape[1], .. Repeat(1, SpatialAxes)]);

    private string[] Kernel(string name, long[] channels, int kernel, int biases)
    {
        Weight($"{name}.weight", [.. channels, .. Spatial(kernel)]);
        if (biases == 0) return [$"{name}.weight"];
        long[] dims = [biases];
        Weight($"{name}.bias", dims, Normal(dims, deviation: 0.3));
        return [$"{name}.weight", $"{name}.bias"];
    }

    private long[] Spatial(long value) => Repeat(value, SpatialAxes);

    private static long[] Repeat(long value, int count) => [.. Enumerable.Repeat(value, count)];
}
