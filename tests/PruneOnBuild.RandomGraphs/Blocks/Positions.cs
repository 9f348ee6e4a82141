using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.RandomGraphs.Blocks;

/// <summary>Operators that count positions, or whose form differs from what their neighbours do.</summary>
internal static class Positions
{
    /// <summary>The places of the maxima, which count through all channels, become a part of the value.</summary>
    public static bool PoolIndices(GraphBuilder g)
    {
        if (Pooled(g) is not ({ } x, { } pooled, var indices)) return false;
        var places = g.Node("Mul", [g.Node("Cast", [indices], ("to", (long)g.Style.Type)), g.Number(0.01f)]);
        return g.Put(x, g.Like(pooled, "Add", [pooled.Name, places]));
    }

    public static bool Unpool(GraphBuilder g)
    {
        if (g.Style.Type != DataType.Float || Pooled(g) is not ({ } x, { } pooled, var indices) || x.Dims.Skip(2).Any(dim => dim % 2 != 0)) return false;
        return g.Put(x, g.Like(x, "MaxUnpool", [g.Dice.Chance(50) ? g.Node("Relu", [pooled.Name]) : pooled.Name, indices],
            ("kernel_shape", new long[] { 2, 2 }), ("strides", new long[] { 2, 2 })));
    }

    /// <summary>Sums along an axis.</summary>
    public static bool Cumulate(GraphBuilder g)
    {
        if (g.Opset < 11 || g.Style.Type != DataType.Float || g.Take(_ => true) is not { } x) return false;
        return g.Put(x, g.Like(x, "CumSum", [x.Name, g.Long(g.Dice.Below(x.Rank))]));
    }

    /// <summary>Which place or channel is largest, added to the value.</summary>
    public static bool ArgMax(GraphBuilder g)
    {
        // Of two halves that are equal but for rounding the other may win: a step that the law would take for a breach.
        if (g.Style.Type != DataType.Float || g.Take(_ => true) is not { } x) return false;
        var index = g.Node(g.Dice.Pick("ArgMax", "ArgMin"), [x.Name], ("axis", g.Dice.Range(1, x.Rank - 1)), ("keepdims", 1));
        return g.Put(x, g.Like(x, "Add", [x.Name, g.Node("Cast", [index], ("to", (long)g.Style.Type))]));
    }

    /// <summary>Nothing at inference; its mask is read too.</summary>
    public static bool Dropout(GraphBuilder g)
    {
        if (g.Take(_ => true) is not { } x) return false;
        var outputs = g.Nodes("Dropout", [x.Name], g.Opset >= 12 ? 2 : 1);
        return g.Put(x, outputs.Length == 1
            ? x with { Name = outputs[0] }
            : g.Like(x, "Mul", [outputs[0], g.Node("Cast", [outputs[1]], ("to", (long)g.Style.Type))]));
    }

    /// <summary>Over space, or over channels too.</summary>
    public static bool MeanVariance(GraphBuilder g)
    {
        if (g.Style.Type != DataType.Float || g.Take(x => x.IsImage && x.Elements / x.Channels > 2) is not { } x) return false;
        return g.Put(x, g.Dice.Chance(50)
            ? g.Like(x, "MeanVarianceNormalization", [x.Name])
            : g.Like(x, "MeanVarianceNormalization", [x.Name], ("axes", g.Dice.Chance(50) ? [2L, 3] : new long[] { 1, 2, 3 })));
    }

    /// <summary>A constant mask chooses per channel between a value and a layer, or a constant.</summary>
    public static bool WhereConstant(GraphBuilder g)
    {
        if (g.Take(_ => true) is not { } x) return false;
        long[] dims = [x.Channels, .. Enumerable.Repeat(1L, x.Rank - 1 - x.Axis)];
        var mask = g.Node("Greater", [g.Bias(dims), g.Number(0)]);
        var other = g.Dice.Chance(50) ? Layers.Any(g, x, x.Channels).Name : g.Bias(dims);
        return g.Put(x, g.Like(x, "Where", [mask, .. g.Dice.Shuffled([x.Name, other])]));
    }

    public static bool GridSample(GraphBuilder g)
    {
        if (g.Opset < 16 || g.Style.Type != DataType.Float || g.Style.OpenBatch || g.Take(x => x.IsImage) is not { } x) return false;
        return g.Put(x, g.Shaped([x.Batch, x.Channels, 3, 4], 1, "GridSample", [x.Name, g.Bias(x.Batch, 3, 4, 2)]));
    }

    /// <summary>[N, S, C] times a vector [C], and the result spread over the channels again.</summary>
    public static bool MatMulVector(GraphBuilder g)
    {
        if (g.Take(x => x.IsTokens) is not { } x) return false;
        var scores = g.Node("MatMul", [x.Name, g.Bias(x.Channels)]);
        return g.Put(x, g.Like(x, "Add", [x.Name, g.Unsqueeze(scores, 2)]));
    }

    private static (Flow? X, Flow? Pooled, string Indices) Pooled(GraphBuilder g)
    {
        if (g.Take(x => x.IsImage && x.Dims.Skip(2).All(dim => dim >= 2)) is not { } x) return (null, null, "");
        var outputs = g.Nodes("MaxPool", [x.Name], 2, ("kernel_shape", new long[] { 2, 2 }), ("strides", new long[] { 2, 2 }));
        return (x, new Flow(outputs[0], [x.Batch, x.Channels, x.Dims[2] / 2, x.Dims[3] / 2], 1), outputs[1]);
    }
}
