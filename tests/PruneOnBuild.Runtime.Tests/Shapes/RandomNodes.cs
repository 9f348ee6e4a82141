using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Tensors;
using PruneOnBuild.Testing;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Runtime.Tests.Shapes;

/// <summary>Random nodes with random attributes; many are nonsense, which the runtime then refuses.</summary>
internal sealed class RandomNodes(Random random)
{
    private static readonly string[] AutoPads = ["NOTSET", "NOTSET", "VALID", "SAME_UPPER", "SAME_LOWER"];

    public static string[] Families { get; } =
    [
        "Conv", "ConvTranspose", "AveragePool", "MaxPool", "LpPool", "Slice", "SliceOld", "Resize", "ResizeSizes", "Upsample",
        "Pad", "PadOld",
        "Reshape", "Flatten", "Transpose", "Reduce", "ReduceInput", "ArgMax", "TopK", "Split", "SplitInput", "SplitParts",
        "Concat", "Gather",
        "GatherND", "GatherElements", "Squeeze", "Unsqueeze", "Expand", "Tile", "MatMul", "Gemm", "Add", "Where", "Einsum",
        "DepthToSpace",
        "SpaceToDepth", "LSTM", "GRU", "OneHot", "Range", "LayerNormalization", "InstanceNormalization", "DFT", "STFT",
        "CenterCropPad", "GridSample",
        "Shape", "ConstantOfShape", "FusedMatMul", "Trilu", "Col2Im", "NonZero", "EyeLike", "CumSum",
        "RoiAlign", "MaxUnpool", "Dropout", "DynamicQuantizeLinear", "Det", "HannWindow", "MelWeightMatrix", "RandomNormalLike", "ScatterND", "Size",
        "QLinearConv", "MatMulInteger", "AffineGrid", "MultiHeadAttention", "Attention", "RMSNormalization", "SkipLayerNormalization", "RNN",
        "RotaryEmbedding", "SoftmaxCrossEntropyLoss", "ReverseSequence", "BatchNormalization", "Crop",
    ];

    /// <summary>A node and its number of outputs.</summary>
    public (NodeModel Node, int Outputs) Next(string family) => family switch
    {
        "Conv" => (Convolution("Conv", transposed: false), 1),
        "ConvTranspose" => (Convolution("ConvTranspose", transposed: true), 1),
        "AveragePool" or "MaxPool" or "LpPool" => (Pool(family), family == "MaxPool" ? 2 : 1),
        "Slice" => (SliceInputs(), 1),
        "SliceOld" => (SliceAttributes(), 1),
        "Resize" => (Resize(sizes: false), 1),
        "ResizeSizes" => (Resize(sizes: true), 1),
        "Upsample" => (Any(4, out var rank, least: 4).Floats(Some(rank, () => 1 + random.Next(7) / 4f)).Named("Upsample", 9), 1),
        "Pad" => (Pad(), 1),
        "PadOld" => (Any(4, out var rank).Named("Pad", 10).With("pads", Longs(2 * rank, -1, 3)), 1),
        "Reshape" => (Reshape(), 1),
        "Flatten" => (Any(4, out var rank, least: 0).Named("Flatten", 13).With("axis", Axis(rank + 1)), 1),
        "Transpose" => (Any(4, out var rank).Named("Transpose").With("perm", Order(rank)), 1),
        "Reduce" => (Any(4, out var rank).Named(One("ReduceMean", "ReduceMax", "ReduceL2", "ReduceProd", "ReduceLogSumExp"), 11)
            .With("axes", Axes(rank)).With("keepdims", random.Next(2)), 1),
        "ReduceInput" => (Any(4, out var rank).Longs(random.Next(4) == 0
            ? [] : Axes(rank)).Named(One("ReduceSum", "ReduceMean", "ReduceMin"), 18)
            .With("keepdims", random.Next(2)).With("noop_with_empty_axes", random.Next(2)), 1),
        "ArgMax" => (Any(4, out var rank).Named("ArgMax", 13).With("axis", Axis(rank)).With("keepdims", random.Next(2)), 1),
        "TopK" => (Any(4, out var rank).Longs(random.Next(1, 4)).Named("TopK").With("axis", Axis(rank)), 2),
        "Split" => (Any(4, out var rank).Named("Split", 11).With("axis", Axis(rank)), random.Next(1, 4)),
        "SplitInput" => (Node("Split").Input(2, 6, 3).Longs(1, 2, 3).With("axis", 1), 3),
        "SplitParts" => (Node("Split", 18).Input(2, random.Next(1, 9), 3).With("axis", 1).With("num_outputs", 3), 3),
        "Concat" => (Node("Concat").Input(2, 3, 4).Input(2, random.Next(1, 5), 4).With("axis", One(1, -2)), 1),
        "Gather" => (Any(4, out var rank).TypedInput(DataType.Int64, Some(random.Next(0, 3), () => (object)random.Next(1,
            4))).Named("Gather")
            .With("axis", Axis(rank)), 1),
        "GatherND" => (Node("GatherND").Input(4, 4, 4, 4).TypedInput(DataType.Int64, 4, random.Next(1, 4))
            .With("batch_dims", random.Next(2)), 1),
        "GatherElements" => (Node("GatherElements").Input(4, 4).TypedInput(DataType.Int64, 2, random.Next(1, 5))
            .With("axis", random.Next(2)), 1),
        "Squeeze" => (Node("Squeeze").Input(1, random.Next(1, 3), 1, 4).Longs(One<long[]>([0], [0, 2], [-2], [0, -2])), 1),
        "Unsqueeze" => (Any(3, out var rank).Longs(Axes(rank + 1)).Named("Unsqueeze"), 1),
        "Expand" => (Node("Expand").Input(random.Next(1, 3), 1, 3).Longs(One<long[]>([4, 3], [2, 1, 1, 1], [2, 2, 3], [1])), 1),
        "Tile" => (Any(4, out var rank).Longs(Longs(rank, 0, 3)).Named("Tile"), 1),
        "MatMul" => (MatMul(), 1),
        "Gemm" => (Node("Gemm").Input(One<object[]>([3, 4], [4, 3])).Input(One<object[]>([4, 5], [5, 4]))
            .With("transA", random.Next(2))
            .With("transB", random.Next(2)), 1),
        "Add" => (Node(One("Add", "Max", "PRelu", "Less")).Input(Sizes(3, 1, 2)).Input(Sizes(random.Next(0, 4), 1, 2)), 1),
        "Where" => (Node("Where").TypedInput(DataType.Bool, Sizes(2, 1, 2)).Input(Sizes(3, 1, 2)).Input(Sizes(1, 1, 2)), 1),
        "Einsum" => (Einsum(), 1),
        "DepthToSpace" => (Node("DepthToSpace").Input(1, 8, 3, 2).With("blocksize", 2).With("mode", One("DCR", "CRD")), 1),
        "SpaceToDepth" => (Node("SpaceToDepth").Input(1, 3, 4, 6).With("blocksize", 2), 1),
        "LSTM" or "GRU" => (Recurrent(family), family == "LSTM" ? 3 : 2),
        "OneHot" => (Node("OneHot").TypedInput(DataType.Int64, 2, 3).Scalar(random.Next(1, 6)).Floats(0, 1)
            .With("axis", random.Next(-3, 3)), 1),
        "Range" => (Node("Range").Scalar(random.Next(-5, 5)).Scalar(random.Next(-5, 20)).Scalar(One(1, 2, 3, -1, -2)), 1),
        "LayerNormalization" => (Node("LayerNormalization").Input(2, 3, 4).Floats(Some(4, () => 1f)), 3),
        "InstanceNormalization" => (Node("InstanceNormalization").Input(2, 3, 4).Floats(Some(3, () => 1f)).Floats(Some(3,
        () => 0f)), 1),
        "DFT" => (Node("DFT", One(17, 20)).Input(2, random.Next(3, 9), 1).With("onesided", random.Next(2)), 1),
        "STFT" => (Node("STFT").Input(1, random.Next(16, 64), 1).Scalar(random.Next(1, 9)).Omit().Scalar(One(8, 16))
            .With("onesided", random.Next(2)), 1),
        "CenterCropPad" => (Node("CenterCropPad", 18).Input(4, 6, 5).Longs(Longs(2, 1, 9))
            .With("axes", One<long[]>([0, 2], [-1, 1])), 1),
        "GridSample" => (Node("GridSample").Input(2, 3, 4, 5).Input(2, random.Next(1, 5), random.Next(1, 5), 2), 1),
        "Shape" => (Any(5, out _).Named("Shape", 15).With("start", random.Next(-6, 6)).With("end", random.Next(-6, 6)), 1),
        "ConstantOfShape" => (Node("ConstantOfShape").Longs(Longs(random.Next(0, 4), 0, 4)), 1),
        "FusedMatMul" => (NodeModel.Of("FusedMatMul", 17, "com.microsoft").Input(3, 4, 2).Input(One<object[]>([2, 3, 4], [3, 4,
            2], [3, 2, 4])).With("transA", random.Next(2))
            .With("transB", random.Next(2)).With("transBatchB", random.Next(2)), 1),
        "Trilu" => (Any(4, out _, least: 2).Named("Trilu"), 1),
        "Col2Im" => (Node("Col2Im", 18).Input(1, 8, 9).Longs(4, 4).Longs(2, 2), 1),
        "NonZero" => (Any(4, out _).Named("NonZero"), 1),
        "EyeLike" => (Node("EyeLike").Input(Sizes(2, 1, 5)), 1),
        "CumSum" => (Any(3, out _).Scalar(0).Named("CumSum"), 1),
        "RoiAlign" => (Node("RoiAlign").Input(1, 3, 9, 9).Input(4, 4).TypedInput(DataType.Int64, 4).With("output_height", random.Next(1, 4)), 1),
        "MaxUnpool" => (Node("MaxUnpool").Input(1, 2, 3, 4).TypedInput(DataType.Int64, 1, 2, 3, 4).With("kernel_shape", Longs(2, 1, 3))
            .With("strides", Longs(2, 1, 3)), 1),
        "Dropout" => (Any(4, out _).Named("Dropout", One(9, 12, 13)), 2),
        "DynamicQuantizeLinear" => (Any(4, out _).Named("DynamicQuantizeLinear"), 3),
        "Det" => (Node("Det").Input([.. Sizes(random.Next(0, 3), 1, 3), 3, 3]), 1),
        "HannWindow" => (Node("HannWindow").Scalar(random.Next(1, 9)), 1),
        "MelWeightMatrix" => (Node("MelWeightMatrix").Scalar(random.Next(1, 9)).Scalar(random.Next(16, 33)).Scalar(8000)
            .Constant(Number(0)).Constant(Number(4000)), 1),
        "RandomNormalLike" => (Any(4, out _).Named("RandomNormalLike"), 1),
        "ScatterND" => (Node("ScatterND").Input(4, 5).TypedInput(DataType.Int64, 2, 1).Input(2, 5), 1),
        "Size" => (Any(4, out _).Named("Size"), 1),
        "QLinearConv" => (Node("QLinearConv").TypedInput(DataType.Uint8, 1, 4, 7, 7).Input().TypedInput(DataType.Uint8)
            .TypedInput(DataType.Uint8, 6, 4, 3, 3).Input().TypedInput(DataType.Uint8).Input().TypedInput(DataType.Uint8)
            .With("strides", Longs(2, 1, 3)), 1),
        "MatMulInteger" => (Node("MatMulInteger").TypedInput(DataType.Uint8, 2, 3, 4).TypedInput(DataType.Uint8, 4, 5), 1),
        "AffineGrid" => (Node("AffineGrid", 20).Input(2, 2, 3).Longs([2, 3, .. Longs(2, 1, 5)]), 1),
        "MultiHeadAttention" => (NodeModel.Of("MultiHeadAttention", 17, "com.microsoft").Input(2, 3, 16).Input(2, 5, 16)
            .Input(2, 5, One(16, 32)).With("num_heads", One(1, 2, 4)), 1),
        "Attention" => (NodeModel.Of("Attention", 17, "com.microsoft").Input(2, 3, 8).Input(8, 48).Input(48)
            .With("num_heads", One(1, 2, 4)), 2),
        "RMSNormalization" => (Node("RMSNormalization", 23).Input(2, 3, 4).Floats(Some(4, () => 1f)), 1),
        "SkipLayerNormalization" => (NodeModel.Of("SkipLayerNormalization", 17, "com.microsoft").Input(2, 3, 4).Input(2, 3, 4).Input(4), 1),
        "RNN" => (Node("RNN", 14).Input(5, 2, 3).Input(1, 4, 3).Input(1, 4, 4).With("hidden_size", 4), 2),
        "RotaryEmbedding" => (NodeModel.Of("RotaryEmbedding", 17, "com.microsoft").Input(2, 3, 16).TypedInput(DataType.Int64, 2, 3)
            .Input(8, 4).Input(8, 4).With("num_heads", 2), 1),
        "SoftmaxCrossEntropyLoss" => (Node("SoftmaxCrossEntropyLoss").Input(2, 4, 3).TypedInput(DataType.Int64, 2, 3)
            .With("reduction", One("none", "mean")), 2),
        "ReverseSequence" => (Node("ReverseSequence").Input(3, 4, 2).Longs(1, 2, 3, 1), 1),
        "BatchNormalization" => (Node("BatchNormalization").Input(2, 3, 4).Input(3).Input(3).Input(3).Input(3), 1),
        "Crop" => (Node("Crop", 8).Input(1, 2, 9, 8).With("border", Longs(4, 0, 3)), 1),
        _ => throw new ArgumentException(family, nameof(family)),
    };

    private static NodeModel Node(string op, long opset = 17) => NodeModel.Of(op, opset);

    /// <summary>A node, to be named, that reads one tensor of some rank.</summary>
    private NodeModel Any(int most, out int rank, int least = 1)
    {
        rank = random.Next(least, most + 1);
        return Node("").Input(Sizes(rank, 1, 5));
    }

    private NodeModel Convolution(string op, bool transposed)
    {
        var axes = random.Next(1, 4);
        var group = random.Next(1, 3);
        var kernel = Longs(axes, 1, 4);
        long[] channels = transposed ? [4, 3] : [6, 4 / group];
        object[] weight = [.. channels.Concat(kernel)];
        var node = Node(op).Input([2, 4, .. Sizes(axes, 3, 9)]).Input(weight)
            .With("group", group).With("strides", Longs(axes, 1, 4));
        if (random.Next(2) == 0) node.With("dilations", Longs(axes, 1, 3));
        node = Padding(node, axes);
        if (!transposed) return node;
        return random.Next(3) switch
        {
            0 => node.With("output_padding", Longs(axes, 0, 2)),
            1 => node.With("output_shape", Longs(axes, 8, 14)),
            _ => node,
        };
    }

    private NodeModel Pool(string op)
    {
        var axes = random.Next(1, 4);
        var node = Node(op, One(17, 19, 22)).Input([1, 2, .. Sizes(axes, 3, 9)]).With("kernel_shape", Longs(axes, 1, 4))
            .With("strides", Longs(axes, 1, 4))
            .With("ceil_mode", random.Next(2));
        // The specification and the runtime disagree on dilated windows with SAME padding; inference says nothing there.
        return op == "MaxPool" && random.Next(2) == 0
            ? node.With("dilations", Longs(axes, 1, 3)).With("pads", Longs(2 * axes, 0, 2))
            : Padding(node, axes);
    }

    private NodeModel Padding(NodeModel node, int axes)
    {
        var auto = AutoPads[random.Next(AutoPads.Length)];
        return auto == "NOTSET" ? node.With("pads", Longs(2 * axes, 0, 2)) : node.With("auto_pad", auto);
    }

    private NodeModel SliceInputs()
    {
        var node = Any(3, out var rank);
        var axes = Axes(rank);
        var steps = Some(axes.Length, () => (long)One(1, 1, 2, 3, -1, -2));
        return node.Longs(Bounds(axes.Length)).Longs(Bounds(axes.Length)).Longs(axes).Longs(steps).Named("Slice", 13);
    }

    private NodeModel SliceAttributes()
    {
        var node = Any(3, out var rank);
        var axes = Axes(rank);
        return node.Named("Slice", 9).With("starts", Bounds(axes.Length)).With("ends", Bounds(axes.Length)).With("axes", axes);
    }

    private long[] Bounds(int count) => Some(count, () => One(random.Next(-7, 8), long.MaxValue, int.MaxValue, -100));

    private NodeModel Resize(bool sizes)
    {
        var some = random.Next(2) == 0;
        var node = Node("Resize", 19).Input(1, 2, random.Next(2, 9), random.Next(2, 9)).Omit();
        if (some) node.With("axes", new long[] { 2, 3 });
        if (sizes)
        {
            if (random.Next(2) == 0 && some) node.With("keep_aspect_ratio_policy", One("not_larger", "not_smaller"));
            return node.Omit().Longs(some ? Longs(2, 1, 12) : [1, 2, .. Longs(2, 1, 12)]);
        }
        var scales = Some(2, () => One(0.5f, 0.6f, 1.3f, 2f, 2.5f, 3f));
        return node.Floats(some ? scales : [1, 1, .. scales]);
    }

    private NodeModel Pad()
    {
        if (random.Next(2) == 0)
            return Node("Pad", 18).Input(3, 4, 5).Longs(Longs(4, -1, 3)).Omit().Longs(One<long[]>([0, 2], [-1, 1]));
        return Any(4, out var rank).Longs(Longs(2 * rank, 0, 3)).Named("Pad", 13).With("mode", One("constant", "edge"));
    }

    private NodeModel Reshape()
    {
        var target = One<long[]>([6, -1], [-1], [0, 0, -1], [2, 3, 4], [0, -1, 2], [4, 6], [1, 0, -1, 2], [24, 1], [3, 0, 4]);
        return Node("Reshape", 14).Input(2, 3, 4).Longs(target);
    }

    private NodeModel MatMul() => Node("MatMul")
        .Input(One<object[]>([4], [3, 4], [2, 3, 4], [5, 1, 3, 4]))
        .Input(One<object[]>([4], [4, 5], [2, 4, 5], [2, 4, 1], [5, 2, 4, 3]));

    private NodeModel Einsum() => random.Next(5) switch
    {
        0 => Node("Einsum").Input(2, 3).Input(3, 4).With("equation", "ij,jk->ik"),
        1 => Node("Einsum").Input(2, 5, 3).Input(2, 3, 4).With("equation", "bij, bjk -> bik"),
        2 => Node("Einsum").Input(2, 5, 3).Input(2, 3, 4).With("equation", "...ij,...jk"),
        3 => Node("Einsum").Input(3, 3).With("equation", "ii->i"),
        _ => Node("Einsum").Input(2, 4, 6, 3).Input(2, 5, 6, 3).With("equation", "bqhd,bkhd->bhqk"),
    };

    private NodeModel Recurrent(string op)
    {
        var (gates, both) = (op == "LSTM" ? 4 : 3, random.Next(2));
        return Node(op, 14).Input(5, 2, 3).Input(both + 1, gates * 4, 3).Input(both + 1, gates * 4, 4)
            .With("hidden_size", 4).With("direction", both == 1 ? "bidirectional" : One("forward", "reverse"));
    }

    private static TensorProto Number(float value) => TensorWriter.Create("", [], new[] { value });

    private T One<T>(params T[] choices) => choices[random.Next(choices.Length)];

    private static T[] Some<T>(int count, Func<T> next) => [.. Enumerable.Range(0, count).Select(_ => next())];

    private long[] Longs(int count, int least, int below) => Some(count, () => (long)random.Next(least, below));

    private object[] Sizes(int count, int least, int below) => Some(count, () => (object)random.Next(least, below));

    private int Axis(int rank) => random.Next(-rank, Math.Max(rank, 1));

    private long[] Order(int rank) => [.. Enumerable.Range(0, rank).Select(axis => (long)axis).OrderBy(_ => random.Next())];

    private long[] Axes(int rank) =>
        [.. Order(rank).Take(random.Next(1, rank + 1)).Select(axis => random.Next(2) == 0 ? axis : axis - rank)];
}
