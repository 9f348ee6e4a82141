using PruneOnBuild.Graph.Tensors;
using PruneOnBuild.Graph.Tests.Shapes;
using PruneOnBuild.Testing;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Graph.Tests.Operators;

/// <summary>One node of each family against the shape that the ONNX specification gives; symbolic extents must survive.</summary>
public class ShapeRuleTests
{
    private const string Microsoft = "com.microsoft";

    public static TheoryData<string, int, NodeModel> Convolutions => new()
    {
        { "Float[n,16,15,16]", 1, NodeModel.Of("Conv").Input("n", 3, 32, 32).Input(16, 3, 3, 3).With("strides", L(2, 2))
            .With("pads", L(0, 1, 0, 0)) },
        { "Float[1,8,floor((h-1)/2)+1,w-2]", 1, NodeModel.Of("Conv").Input(1, 4, "h", "w").Input(8, 4, 3, 3)
            .With("strides", L(2, 1)).With("pads", L(1, 0, 1, 0)) },
        { "Float[1,6,5,3]", 1, NodeModel.Of("Conv").Input(1, 4, 9, 5).Input(6, 2, 3, 3).With("group", 2)
            .With("auto_pad", "SAME_UPPER").With("strides", L(2, 2)) },
        { "Float[1,4,4]", 1, NodeModel.Of("Conv").Input(1, 2, 8).Input(4, 2, 3).With("dilations", L(2)) },
        { "Float[1,4,6,6,6]", 1, NodeModel.Of("Conv").Input(1, 2, 8, 8, 8).Input(4, 2, 3, 3, 3) },
        { "Int32[1,4,6]", 1, NodeModel.Of("ConvInteger").TypedInput(DataType.Uint8, 1, 2, 8).TypedInput(DataType.Uint8, 4, 2,
            3) },
        { "Float[1,6,6,6]", 1, NodeModel.Of("FusedConv", 17, Microsoft).Input(1, 2, 8, 8).Input(6, 2, 3, 3)
            .With("activation", "Relu") },
        { "Float[n,6,17,17]", 1, NodeModel.Of("ConvTranspose").Input("n", 4, 8, 8).Input(4, 3, 3, 3).With("group", 2)
            .With("strides", L(2, 2)) },
        { "Float[1,3,16,16]", 1, NodeModel.Of("ConvTranspose").Input(1, 4, 8, 8).Input(4, 3, 3, 3).With("strides", L(2, 2))
            .With("pads", L(1, 1, 1, 1)).With("output_padding", L(1, 1)) },
        { "Float[1,3,14,15]", 1, NodeModel.Of("ConvTranspose").Input(1, 4, 8, 8).Input(4, 3, 3, 3).With("strides", L(2, 2))
            .With("output_shape", L(14, 15)) },
        { "Int8[1,4,6]", 1, NodeModel.Of("QLinearConv").TypedInput(DataType.Uint8, 1, 2, 8)
            .Input().Input().TypedInput(DataType.Int8, 4, 2, 3).Input().Input().Input().TypedInput(DataType.Int8) },
        { "Float[n,8,4,4]", 1, NodeModel.Of("MaxPool").Input("n", 8, 9, 8).With("kernel_shape", L(3, 3))
            .With("strides", L(2, 2)).With("pads", L(0, 0, 0, 1)) },
        { "Float[1,8,5] Int64[1,8,5]", 2, NodeModel.Of("MaxPool").Input(1, 8, 10).With("kernel_shape", L(3))
            .With("strides", L(2)).With("ceil_mode", 1) },
        { "Float[1,8,h-1]", 1, NodeModel.Of("AveragePool").Input(1, 8, "h").With("kernel_shape", L(2)) },
        { "Float[n,8,1,1]", 1, NodeModel.Of("GlobalAveragePool").Input("n", 8, "h", "w") },
        { "Float[1,8,8,8]", 1, NodeModel.Of("MaxUnpool").Input(1, 8, 4, 4).TypedInput(DataType.Int64, 1, 8, 4, 4)
            .With("kernel_shape", L(2, 2)).With("strides", L(2, 2)) },
        { "Float[1,2,6,9]", 1, NodeModel.Of("DepthToSpace").Input(1, 18, 2, 3).With("blocksize", 3) },
        { "Float[n,12,4,w]", 1, NodeModel.Of("Resize").Input("n", 12, 2, "w").Omit().Floats(1, 1, 2, 1) },
        { "Float[1,12,7,9]", 1, NodeModel.Of("Resize").Input(1, 12, 2, 3).Omit().Omit().Longs(1, 12, 7, 9) },
        { "Float[1,1,4,12]", 1, NodeModel.Of("Upsample", 7).Input(1, 1, 2, 4).With("scales", new float[] { 1, 1, 2, 3 }) },
        { "Float[1,3,30,28]", 1, NodeModel.Of("Crop", 7).Input(1, 3, 32, 32).With("border", L(1, 1, 3, 1)) },
        { "Float[7,3,2,4]", 1, NodeModel.Of("RoiAlign").Input(1, 3, 9, 9).Input(7, 4).TypedInput(DataType.Int64, 7)
            .With("output_height", 2).With("output_width", 4) },
    };

    public static TheoryData<string, int, NodeModel> Matrices => new()
    {
        { "Float[n,10]", 1, NodeModel.Of("Gemm").Input("n", 64).Input(10, 64).Input(10).With("transB", 1) },
        { "Float[5,3]", 1, NodeModel.Of("Gemm").Input(4, 5).Input(4, 3).With("transA", 1) },
        { "Float[n,12,s,s]", 1, NodeModel.Of("MatMul").Input("n", 12, "s", 64).Input("n", 12, 64, "s") },
        { "Float[2,3,5]", 1, NodeModel.Of("MatMul").Input(3, 4).Input(2, 4, 5) },
        { "Float[3]", 1, NodeModel.Of("MatMul").Input(3, 4).Input(4) },
        { "Float[]", 1, NodeModel.Of("MatMul").Input(4).Input(4) },
        { "Float[2,5,3]", 1, NodeModel.Of("FusedMatMul", 17, Microsoft).Input(2, 4, 5).Input(3, 4).With("transA", 1)
            .With("transB", 1) },
        { "Int32[2,5]", 1, NodeModel.Of("MatMulInteger").TypedInput(DataType.Uint8, 2, 3).TypedInput(DataType.Int8, 3, 5) },
        { "Float[n,s,32]", 1, NodeModel.Of("MatMulNBits", 17, Microsoft).Input("n", "s", 64).TypedInput(DataType.Uint8, 32, 2, 16)
            .With("K", 64).With("N", 32) },
        { "Float[b,h,q,k]", 1, NodeModel.Of("Einsum").Input("b", "q", "h", 8).Input("b", "k", "h", 8)
            .With("equation", "bqhd,bkhd->bhqk") },
        { "Float[7,2,4]", 1, NodeModel.Of("Einsum").Input(7, 2, 3).Input(1, 3, 4).With("equation", "...ij,...jk") },
        { "Float[s,2,n,16] Float[2,n,16] Float[2,n,16]", 3, NodeModel.Of("LSTM").Input("s", "n", 8).Input(2, 64, 8).Input(2, 64, 16)
            .With("hidden_size", 16).With("direction", "bidirectional") },
        { "Float[n,s,1,16] Float[n,1,16]", 2, NodeModel.Of("GRU").Input("n", "s", 8).Input(1, 48, 8).Input(1, 48, 16)
            .With("layout", 1) },
        { "Float[n,s,64] Float[2,n,4,s,16]", 2, NodeModel.Of("Attention", 17, Microsoft).Input("n", "s", 32).Input(32, 192)
            .Input(192).With("num_heads", 4) },
        { "Float[n,s,64] Float[n,4,p+s,16] Float[n,4,p+s,16]", 3, NodeModel.Of("Attention", 23).Input("n", "s", 64).Input("n", "s", 64)
            .Input("n", "s", 64).Omit()
            .Input("n", 4, "p", 16).Input("n", 4, "p", 16).With("q_num_heads", 4).With("kv_num_heads", 4) },
        { "Float[n,s,64]", 1, NodeModel.Of("MultiHeadAttention", 17, Microsoft).Input("n", "s", 64).Input("n", "t", 64)
            .Input("n", "t", 64).With("num_heads", 4) },
        { "Float[n,s,64]", 1, NodeModel.Of("GroupQueryAttention", 17, Microsoft).Input("n", "s", 128).Omit().Omit()
            .With("num_heads", 4).With("kv_num_heads", 2) },
        { "Float[n,s,64] Int32[n]", 2, NodeModel.Of("EmbedLayerNormalization", 17, Microsoft).TypedInput(DataType.Int32, "n", "s")
            .Omit().Input(1000, 64) },
        { "Float[n,s,64] Float[n,s,1] Float[n,s,1] Float[n,s,64]", 4, NodeModel.Of("SkipLayerNormalization", 17, Microsoft)
            .Input("n", "s", 64).Input("n", "s", 64).Input(64) },
    };

    public static TheoryData<string, int, NodeModel> Elements => new()
    {
        { "Float[n,8]", 1, NodeModel.Of("Relu").Input("n", 8) },
        { "Bool[n,8]", 1, NodeModel.Of("IsNaN").Input("n", 8) },
        { "Float[n,8,h,w]", 1, NodeModel.Of("Add").Input("n", 8, "h", "w").Input(8, 1, 1) },
        { "Float[5,8,3]", 1, NodeModel.Of("Sum").Input(5, 1, 3).Input(8, 1).Input() },
        { "Bool[2,3]", 1, NodeModel.Of("Less").Input(2, 1).Input(3) },
        { "Float[2,4,3]", 1, NodeModel.Of("Where").TypedInput(DataType.Bool, 4, 1).Input(2, 1, 1).Input(3) },
        { "Float[n,8]", 1, NodeModel.Of("Clip", 6).Input("n", 8).With("min", 0f) },
        { "Int32[n,8]", 1, NodeModel.Of("Cast").Input("n", 8).With("to", (int)DataType.Int32) },
        { "Float[n,8] Bool[n,8]", 2, NodeModel.Of("Dropout").Input("n", 8) },
        { "Float[n,8,4] Float[8] Float[8]", 3, NodeModel.Of("BatchNormalization").Input("n", 8, 4)
            .Input(8).Input(8).Input(8).Input(8) },
        { "Float[n,8,4] Float[n,1,1] Float[n,1,1]", 3, NodeModel.Of("LayerNormalization").Input("n", 8, 4).Input(8, 4)
            .With("axis", 1) },
        { "Float[n,8]", 1, NodeModel.Of("Softmax").Input("n", 8) },
        { "Float[n,8]", 1, NodeModel.Of("FastGelu", 17, Microsoft).Input("n", 8).Omit() },
        { "Float[n,8]", 1, NodeModel.Of("BiasGelu", 17, Microsoft).Input("n", 8).Input(8) },
        { "Int8[n,8]", 1, NodeModel.Of("QuantizeLinear").Input("n", 8).Input().TypedInput(DataType.Int8) },
        { "Uint8[n,8] Float[] Uint8[]", 3, NodeModel.Of("DynamicQuantizeLinear").Input("n", 8) },
        { "Float[n,8]", 1, NodeModel.Of("DequantizeLinear").TypedInput(DataType.Uint8, "n", 8).Input() },
        { "Float[n,1,1]", 1, NodeModel.Of("ReduceMean").Input("n", 8, 4).With("axes", L(1, 2)) },
        { "Float[n]", 1, NodeModel.Of("ReduceSum").Input("n", 8, 4).Longs(-1, 1).With("keepdims", 0) },
        { "Float[]", 1, NodeModel.Of("ReduceMax").Input("n", 8).With("keepdims", 0) },
        { "Float[n,8]", 1, NodeModel.Of("ReduceMean", 18).Input("n", 8).With("noop_with_empty_axes", 1) },
        { "Int64[n]", 1, NodeModel.Of("ArgMax").Input("n", 8).With("axis", 1).With("keepdims", 0) },
        { "Float[n,3] Int64[n,3]", 2, NodeModel.Of("TopK").Input("n", 8).Longs(3) },
        { "Float[3,3] Int64[3,3]", 2, NodeModel.Of("TopK", 9).Input(3, 8).With("k", 3) },
    };

    public static TheoryData<string, int, NodeModel> Layouts => new()
    {
        { "Float[n,11,h]", 1, NodeModel.Of("Concat").Input("n", 8, "h").Input("n", 3, "h").With("axis", 1) },
        { "Float[n,p+s]", 1, NodeModel.Of("Concat").Input("n", "p").Input("n", "s").With("axis", -1) },
        { "Float[n,4] Float[n,4]", 2, NodeModel.Of("Split").Input("n", 8).With("axis", 1) },
        { "Float[n,3] Float[n,5]", 2, NodeModel.Of("Split", 11).Input("n", 8).With("axis", 1).With("split", L(3, 5)) },
        { "Float[3,n] Float[3,n] Float[2,n]", 3, NodeModel.Of("Split", 18).Input(8, "n").With("num_outputs", 3) },
        { "Float[n,3,8]", 1, NodeModel.Of("Slice").Input("n", 8, 8).Longs(1).Longs(-2).Longs(1).Longs(2) },
        { "Float[n,8,4]", 1, NodeModel.Of("Slice", 9).Input("n", 8, 8).With("starts", L(0, 4))
            .With("ends", L(int.MaxValue, 100)).With("axes", L(0, 2)) },
        { "Float[n,4]", 1, NodeModel.Of("Slice").Input("n", 4).Longs(-1).Longs(long.MinValue).Longs(0).Longs(-1) },
        { "Float[n,2,5,h]", 1, NodeModel.Of("Gather").Input("n", 8, "h").TypedInput(DataType.Int64, 2, 5).With("axis", 1) },
        { "Float[n]", 1, NodeModel.Of("Gather").Input("n", 8).Scalar(0).With("axis", 1) },
        { "Float[2,5]", 1, NodeModel.Of("GatherElements").Input(4, 5).TypedInput(DataType.Int64, 2, 5) },
        { "Float[2,7,6]", 1, NodeModel.Of("GatherND").Input(2, 4, 5, 6).TypedInput(DataType.Int64, 2, 7, 2)
            .With("batch_dims", 1) },
        { "Float[4,5]", 1, NodeModel.Of("ScatterND").Input(4, 5).TypedInput(DataType.Int64, 2, 1).Input(2, 5) },
        { "Float[n,3136]", 1, NodeModel.Of("Reshape").Input("n", 64, 7, 7).Longs(-1, 3136) },
        { "Float[n,2,32,h*w]", 1, NodeModel.Of("Reshape").Input("n", 64, "h", "w").Longs(0, 2, 32, -1) },
        { "Float[0,3]", 1, NodeModel.Of("Reshape").Input(3, 0).Longs(0, 3).With("allowzero", 1) },
        { "Float[n,64*h]", 1, NodeModel.Of("Flatten").Input("n", 64, "h") },
        { "Float[n,h]", 1, NodeModel.Of("Squeeze").Input("n", 1, "h", 1).Longs(1, -1) },
        { "Float[3]", 1, NodeModel.Of("Squeeze", 11).Input(1, 3, 1) },
        { "Float[1,n,1,8]", 1, NodeModel.Of("Unsqueeze").Input("n", 8).Longs(0, 2) },
        { "Float[n,1,8]", 1, NodeModel.Of("Unsqueeze", 11).Input("n", 8).With("axes", L(1)) },
        { "Float[8,h,n]", 1, NodeModel.Of("Transpose").Input("n", 8, "h").With("perm", L(1, 2, 0)) },
        { "Float[h,8,n]", 1, NodeModel.Of("Transpose").Input("n", 8, "h") },
        { "Float[2,8,4]", 1, NodeModel.Of("Expand").Input(8, 1).Longs(2, 1, 4) },
        { "Float[2*n,24]", 1, NodeModel.Of("Tile").Input("n", 8).Longs(2, 3) },
        { "Float[n,10,h-1]", 1, NodeModel.Of("Pad").Input("n", 8, "h").Longs(0, 1, -1, 0, 1, 0) },
        { "Float[n,10]", 1, NodeModel.Of("Pad", 10).Input("n", 8).With("pads", L(0, 1, 0, 1)) },
        { "Float[n,10]", 1, NodeModel.Of("Pad", 18).Input("n", 8).Longs(1, 1).Omit().Longs(-1) },
        { "Int64[3]", 1, NodeModel.Of("Shape").Input("n", 8, "h") },
        { "Int64[1]", 1, NodeModel.Of("Shape", 15).Input("n", 8, "h").With("start", 1).With("end", -1) },
        { "Int64[2]", 1, NodeModel.Of("Constant").With("value_ints", L(3, 4)) },
        { "Int64[2,3]", 1, NodeModel.Of("ConstantOfShape").Longs(2, 3)
            .With("value", TensorWriter.Create("", [1], new long[] { 7 })) },
        { "Int64[4]", 1, NodeModel.Of("Range").Scalar(1).Scalar(8).Scalar(2) },
        { "Float[n,s,5]", 1, NodeModel.Of("OneHot").TypedInput(DataType.Int64, "n", "s").Scalar(5).Floats(0, 1) },
        { "Int64[2,y0[1]]", 1, NodeModel.Of("NonZero").Input("n", 8) },
        { "Float[y0[0]]", 1, NodeModel.Of("Compress").Input("n", 8).TypedInput(DataType.Bool, 8) },
        { "Int64[y0[0],3]", 1, NodeModel.Of("NonMaxSuppression").Input(1, "b", 4).Input(1, 2, "b") },
        { "Float[n,3,5,6]", 1, NodeModel.Of("GridSample").Input("n", 3, "h", "w").Input("n", 5, 6, 2) },
        { "Float[n,9,2]", 1, NodeModel.Of("DFT").Input("n", 16, 1).With("onesided", 1) },
        { "Float[1,7,9,2]", 1, NodeModel.Of("STFT").Input(1, 64, 1).Scalar(8).Omit().Scalar(16) },
        { "?", 1, NodeModel.Of("SequenceAt").Input("n") },
        { "?", 1, NodeModel.Of("Unheard", 1, "of.domain").Input("n") },
    };

    [Theory]
    [MemberData(nameof(Convolutions), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Matrices), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Elements), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Layouts), DisableDiscoveryEnumeration = true)]
    public void Output_HasTheShapeOfTheSpecification(string expected, int outputs, NodeModel node) =>
        Assert.Equal(expected, node.Shapes(outputs));

    private static long[] L(params long[] numbers) => numbers;
}
