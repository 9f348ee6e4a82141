using System.Collections.Immutable;

namespace PruneOnBuild.RandomGraphs.Blocks;

/// <summary>Convolutions over one, two and three axes, in every grouping.</summary>
internal static class Convolutions
{
    public static bool Plain(GraphBuilder g) => g.Take(x => x.IsSpatial) is { } x && g.Put(x, Conv(g, x, 1, g.Dice.Range(2, 16)));

    public static bool Grouped(GraphBuilder g)
    {
        if (g.Take(x => x.IsSpatial && x.Channels % 2 == 0) is not { } x) return false;
        var groups = g.Dice.Divisor(x.Channels, least: 2);
        return g.Put(x, Conv(g, x, groups, groups * g.Dice.Range(1, Math.Max(1, 16 / groups))));
    }

    public static bool Depthwise(GraphBuilder g) =>
        g.Take(x => x.IsSpatial && x.Channels <= 16) is { } x
        && g.Put(x, Conv(g, x, (int)x.Channels, (int)x.Channels * (x.Channels <= 8 && GraphBuilder.Fits(x, 2) ? g.Dice.Range(1, 2) : 1)));

    /// <summary>Two layers with one weight; the second maybe with another stride.</summary>
    public static bool SharedWeight(GraphBuilder g)
    {
        if (g.Take(x => x.IsSpatial) is not { } x) return false;
        var weight = g.Weight(x.Channels * 3, [x.Channels, x.Channels, .. Enumerable.Repeat(1L, x.Rank - 2)]);
        var first = g.Like(x, "Relu", [g.Node("Conv", [x.Name, weight])]);
        return g.Put(x, g.Like(first, "Conv", g.Dice.Chance(50) ? [first.Name, weight] : [first.Name, weight, g.Bias(x.Channels)]));
    }

    /// <summary>A weight of one value, as ConstantOfShape makes it, added to a convolution's output.</summary>
    public static bool FilledWeight(GraphBuilder g)
    {
        if (g.Take(x => x.IsSpatial) is not { } x) return false;
        var convolved = Pointwise(g, x, g.Dice.Range(2, 12));
        var filled = g.Node("ConstantOfShape", [g.Longs([1, convolved.Channels, .. Enumerable.Repeat(1L, x.Rank - 2)])],
            ("value", Graph.Tensors.TensorWriter.WithFloats(new() { DataType = (int)g.Style.Type, RawData = Google.Protobuf.ByteString.Empty }, [1], [0.7f])));
        return g.Put(x, g.Like(convolved, "Add", [convolved.Name, filled]));
    }

    public static bool Transposed(GraphBuilder g)
    {
        if (g.Take(x => x.IsSpatial && GraphBuilder.Fits(x, 8)) is not { } x) return false;
        var groups = g.Dice.Chance(40) ? g.Dice.Divisor(x.Channels) : 1;
        var channels = groups * g.Dice.Range(1, Math.Max(1, 8 / groups));
        var (kernels, strides, dims) = (new List<long>(), new List<long>(), new List<long>());
        foreach (var size in x.Dims.Skip(2))
        {
            var (kernel, stride) = (g.Dice.Range(1, 3), x.Rank > 4 ? 1 : g.Dice.Range(1, 2));
            kernels.Add(kernel);
            strides.Add(stride);
            dims.Add(((size - 1) * stride) + kernel);
        }

        if (x.Batch * channels * dims.Aggregate(1L, (a, b) => a * b) > 8192) return false;
        var weight = g.Weight(x.Channels / groups * 2, [x.Channels, channels / groups, .. kernels]);
        string[] inputs = g.Dice.Chance(60) ? [x.Name, weight, g.Bias(channels)] : [x.Name, weight];
        return g.Put(x, g.Shaped([x.Batch, channels, .. dims], 1, "ConvTranspose", inputs,
            ("kernel_shape", kernels.ToArray()), ("strides", strides.ToArray()), ("group", groups)));
    }

    /// <summary>Kernel 1, stride 1.</summary>
    public static Flow Pointwise(GraphBuilder g, Flow x, long channels, bool bias = true)
    {
        var weight = g.Weight(x.Channels, [channels, x.Channels, .. Enumerable.Repeat(1L, x.Rank - 2)]);
        return g.Shaped(x.WithChannels(channels), 1, "Conv", bias ? [x.Name, weight, g.Bias(channels)] : [x.Name, weight]);
    }

    /// <summary>Odd kernel, padded so that the spatial size stays.</summary>
    public static Flow Same(GraphBuilder g, Flow x, long channels, long kernel = 3)
    {
        long[] kernels = [.. Enumerable.Repeat(kernel, x.Rank - 2)];
        var weight = g.Weight(x.Channels * kernel, [channels, x.Channels, .. kernels]);
        string[] inputs = g.Dice.Chance(60) ? [x.Name, weight, g.Bias(channels)] : [x.Name, weight];
        return g.Dice.Chance(30)
            ? g.Shaped(x.WithChannels(channels), 1, "Conv", inputs, ("auto_pad", g.Dice.Pick("SAME_UPPER", "SAME_LOWER")))
            : g.Shaped(x.WithChannels(channels), 1, "Conv", inputs, ("pads", Enumerable.Repeat((kernel - 1) / 2, 2 * (x.Rank - 2)).ToArray()));
    }

    private static Flow Conv(GraphBuilder g, Flow x, int groups, int channels)
    {
        var auto = g.Dice.Pick("NOTSET", "NOTSET", "NOTSET", "VALID", "SAME_UPPER", "SAME_LOWER");
        var (kernels, strides, dilations, begins, ends, dims) =
            (new List<long>(), new List<long>(), new List<long>(), new List<long>(), new List<long>(), new List<long>());
        foreach (var size in x.Dims.Skip(2))
        {
            var (kernel, stride) = (g.Dice.Range(1, (int)Math.Min(3, size)), size > 3 ? g.Dice.Range(1, 2) : 1);
            var dilation = !auto.StartsWith("SAME", StringComparison.Ordinal) && (2 * (kernel - 1)) + 1 <= size ? g.Dice.Range(1, 2) : 1;
            var (begin, end) = auto == "NOTSET" ? (g.Dice.Range(0, kernel - 1), g.Dice.Range(0, kernel - 1)) : (0, 0);
            kernels.Add(kernel);
            strides.Add(stride);
            dilations.Add(dilation);
            begins.Add(begin);
            ends.Add(end);
            dims.Add(auto.StartsWith("SAME", StringComparison.Ordinal)
                ? (size + stride - 1) / stride
                : ((size + begin + end - (dilation * (kernel - 1)) - 1) / stride) + 1);
        }

        var weight = g.Weight(x.Channels / groups * kernels[0], [channels, x.Channels / groups, .. kernels]);
        string[] inputs = g.Dice.Chance(60) ? [x.Name, weight, g.Bias(channels)] : [x.Name, weight];
        (string, object)[] pads = auto == "NOTSET" ? [("pads", begins.Concat(ends).ToArray())] : [("auto_pad", auto)];
        ImmutableArray<long> output = [x.Batch, channels, .. dims];
        return g.Shaped(output, 1, "Conv", inputs,
            [.. pads, ("strides", strides.ToArray()), ("dilations", dilations.ToArray()), ("group", groups), ("kernel_shape", kernels.ToArray())]);
    }
}
