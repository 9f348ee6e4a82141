using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Tensors;
using PruneOnBuild.Testing;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Pruning.Tests;

/// <summary>
/// Small integers, whose 0 lies somewhere else. Weights stay below 60, so that no processor's pairwise sums of bytes saturate.
/// </summary>
internal static partial class Zoo
{
    private static readonly long[] s_pads = [1, 1, 1, 1];

    public static ModelGraph QuantizeDequantize() =>
        TinyModel.Input("x", 1, 3, 8, 8).Weight("scale", [], 0.02f).Whole("zero", DataType.Uint8, [], 100)
            .Whole("w1", DataType.Int8, [8, 3, 3, 3]).Scales("s1", 8).Whole("z1", DataType.Int8, [8])
            .Whole("w2", DataType.Int8, [8, 8, 3, 3]).Scales("s2", 8)
            .Node("DequantizeLinear", "weight1", ["w1", "s1", "z1"], ["dw1"], ("axis", 0))
            .Node("DequantizeLinear", "weight2", ["w2", "s2"], ["dw2"], ("axis", 1))
            .Node("Conv", "conv1", ["x", "dw1"], ["conv1.out"], ("pads", s_pads)).Shaped(1, 8, 8, 8)
            .Node("QuantizeLinear", "quantize", ["conv1.out", "scale", "zero"], ["q"])
            .Node("DequantizeLinear", "dequantize", ["q", "scale", "zero"], ["dq"])
            .Node("Conv", "conv2", ["dq", "dw2"], ["conv2.out"], ("pads", s_pads)).Shaped(1, 8, 8, 8).Relu().Conv("conv3", 4).Output("y");

    public static ModelGraph QuantizedConvolutions() =>
        QuantizedInput(1, 3, 8, 8)
            .QLinearConv("conv1", "q", 8, 3).QLinearConv("conv2", "conv1", 8, 8).QLinearConv("left", "conv1", 6, 8)
            .Fused("QLinearAdd", "sum", [1, 8, 8, 8], ["conv1", "scale", "zero", "conv2", "scale", "zero", "scale", "zero"])
            .Fused("QLinearLeakyRelu", "leaky", [1, 8, 8, 8], ["sum", "scale", "zero", "scale", "zero"], ("alpha", 0.1f))
            .Fused("QLinearConcat", "concat", [1, 14, 8, 8], ["scale", "zero", "leaky", "scale", "zero", "left", "scale", "zero"], ("axis", 1))
            .Fused("QLinearSigmoid", "sigmoid", [1, 14, 8, 8], ["concat", "scale", "zero", "scale", "zero"])
            .QLinearConv("grouped", "sigmoid", 14, 1, group: 14)
            .Fused("QLinearAveragePool", "pool", [1, 14, 4, 4], ["grouped", "scale", "zero", "scale", "zero"],
                ("kernel_shape", new long[] { 2, 2 }), ("strides", new long[] { 2, 2 }))
            .QLinearConv("last", "pool", 5, 14)
            .Fused("QLinearGlobalAveragePool", "mean", [1, 5, 1, 1], ["last", "scale", "zero", "scale", "zero"])
            .Node("DequantizeLinear", "end", ["mean", "scale", "zero"], ["end.out"]).Flatten().Gemm("head", 3).Output("y");

    public static ModelGraph DynamicallyQuantized() =>
        TinyModel.Input("x", 1, 3, 8, 8).Whole("w1", DataType.Uint8, [8, 3, 3, 3]).Whole("z1", DataType.Uint8, [], 30)
            .Whole("w2", DataType.Uint8, [4, 8, 3, 3]).Whole("z2", DataType.Uint8, [], 25).Weight("factor", [], 0.01f)
            .DynamicConv("conv1", "x", 1).Shaped(1, 8, 8, 8).Relu().DynamicConv("conv2", "relu1", 2).Shaped(1, 4, 8, 8).Output("y");

    public static ModelGraph QuantizedProducts() =>
        QuantizedInput(2, 12).Whole("w1", DataType.Int8, [12, 8]).Scales("s1", 8).Whole("z1", DataType.Int8, [8])
            .Node("QLinearMatMul", "first", ["q", "scale", "zero", "w1", "s1", "z1", "scale", "zero"], ["first.out"]).Shaped(2, 8)
            .Whole("w2", DataType.Int8, [6, 8]).Scales("s2", 6).Whole("z2", DataType.Int8, [6]).Whole("b2", DataType.Int32, [6])
            .Fused("QGemm", "second", [2, 6], ["first", "scale", "zero", "w2", "s2", "z2", "b2", "scale", "zero"], ("transB", 1), ("alpha", 1f))
            .Whole("w3", DataType.Int8, [6, 5]).Whole("z3", DataType.Int8, [5])
            .Node("MatMulInteger", "third", ["second", "w3", "zero", "z3"], ["third.out"]).Shaped(2, 5)
            .Node("Cast", "cast", ["third"], ["cast.out"], ("to", (long)DataType.Float)).Weight("factor", [], 0.001f).Mul("factor")
            .Whole("w4", DataType.Int8, [5, 7]).Scales("s4", 7).Whole("z4", DataType.Int8, [7]).Weight("b4", [7])
            .Fused("DynamicQuantizeMatMul", "fourth", [2, 7], ["mul1", "w4", "s4", "z4", "b4"])
            .Node("QuantizeLinear", "again", ["fourth", "scale", "zero"], ["again.out"])
            .Whole("w5", DataType.Int8, [7, 4]).Scales("s5", 4).Whole("z5", DataType.Int8, [4]).Weight("b5", [4])
            .Fused("MatMulIntegerToFloat", "fifth", [2, 4], ["again.out", "w5", "scale", "s5", "zero", "z5", "b5"]).Gemm("head", 3).Output("y");

    private static TinyModel QuantizedInput(params long[] dims) =>
        TinyModel.Input("x", dims).Opset(1, Microsoft).Weight("scale", [], 0.02f).Whole("zero", DataType.Uint8, [], 100)
            .Node("QuantizeLinear", "quantize", ["x", "scale", "zero"], ["q"]);

    private static TinyModel QLinearConv(this TinyModel model, string name, string input, int channels, int inputs, int group = 1)
    {
        model.From(input);
        long[] shape = [1, channels, .. model.Shape.Skip(2)];
        return model.Whole($"{name}.w", DataType.Int8, [channels, inputs, 3, 3]).Scales($"{name}.s", channels).Whole($"{name}.z", DataType.Int8, [channels])
            .Whole($"{name}.b", DataType.Int32, [channels])
            .Node("QLinearConv", name, [input, "scale", "zero", $"{name}.w", $"{name}.s", $"{name}.z", "scale", "zero", $"{name}.b"],
                [$"{name}.out"], ("pads", s_pads), ("group", group)).Shaped(shape);
    }

    private static TinyModel DynamicConv(this TinyModel model, string name, string input, int number) =>
        model.Node("DynamicQuantizeLinear", $"{name}.quantize", [input], [$"{name}.q", $"{name}.scale", $"{name}.zero"])
            .Node("ConvInteger", name, [$"{name}.q", $"w{number}", $"{name}.zero", $"z{number}"], [$"{name}.sum"], ("pads", s_pads))
            .Node("Cast", $"{name}.cast", [$"{name}.sum"], [$"{name}.real"], ("to", (long)DataType.Float))
            .Node("Mul", $"{name}.scaled", [$"{name}.real", $"{name}.scale"], [$"{name}.unit"])
            .Node("Mul", $"{name}.end", [$"{name}.unit", "factor"], [$"{name}.out"]);

    private static TinyModel Scales(this TinyModel model, string name, int count) =>
        model.Weight(name, [count], [.. Enumerable.Range(1, count).Select(i => 0.002f * i)]);

    /// <summary>Whole numbers; from 0 to 50 (from -50 where the type has a sign) unless given.</summary>
    internal static TinyModel Whole(this TinyModel model, string name, DataType type, long[] dims, params float[] values)
    {
        var random = new Random(name.Sum(letter => letter));
        var least = type == DataType.Uint8 ? 0 : -50;
        var count = dims.Aggregate(1L, (product, dim) => product * dim);
        float[] drawn = values.Length > 0 ? values : [.. Enumerable.Range(0, (int)count).Select(_ => (float)random.Next(least, 51))];
        return model.Edit(proto => proto.Graph.Initializer.Add(
            TensorWriter.WithFloats(new TensorProto { Name = name, DataType = (int)type }, dims, drawn)));
    }
}
