using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Tensors;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.RandomGraphs;

/// <summary>Weights and other constants, in all the ways in which a file may hold them.</summary>
public sealed partial class GraphBuilder
{
    private readonly Dictionary<string, string> _shareable = [];

    /// <summary>Normal numbers, so scaled that a sum over the fan-in neither grows nor shrinks.</summary>
    internal string Weight(long fanIn, params long[] dims) =>
        Stored("weight", dims, () => (float)(Dice.Normal() / Math.Sqrt(Math.Max(1, fanIn))));

    /// <summary>Normal numbers of deviation 0.3.</summary>
    internal string Bias(params long[] dims) => Stored("bias", dims, () => (float)(0.3 * Dice.Normal()));

    /// <summary>Uniform in [0.5, 1.5): scales and variances.</summary>
    internal string Scale(params long[] dims) => Stored("scale", dims, () => (float)(0.5 + Dice.Unit()));

    /// <summary>Integers for shapes, axes and indices; an initializer or a Constant node.</summary>
    internal string Longs(params long[] values)
    {
        var key = $"longs {string.Join(',', values)}";
        if (_shareable.TryGetValue(key, out var shared) && Dice.Chance(30)) return shared;
        return _shareable[key] = Plain(TensorWriter.Create("", [values.Length], values));
    }

    /// <summary>An integer without axes.</summary>
    internal string Long(long value) => Plain(TensorWriter.Create("", [], new[] { value }));

    /// <summary>int32, all the same, such as lengths of sequences.</summary>
    internal string Ints(long[] dims, long value)
    {
        var values = Enumerable.Repeat((float)value, (int)dims.Aggregate(1L, (product, dim) => product * dim)).ToArray();
        return Plain(TensorWriter.WithFloats(new TensorProto { DataType = (int)DataType.Int32, RawData = Google.Protobuf.ByteString.Empty }, dims, values));
    }

    /// <summary>A number without axes, of the graph's type.</summary>
    internal string Number(float value) => Plain(Tensor([], [value]));

    /// <summary>float32 whatever the graph's type, such as the scales of Resize.</summary>
    internal string Floats(params float[] values) => Plain(TensorWriter.Create("", [values.Length], values));

    private string Stored(string kind, long[] dims, Func<float> next)
    {
        var key = $"{kind} {string.Join(',', dims)}";
        if (_shareable.TryGetValue(key, out var shared) && Dice.Chance(12)) return shared;
        var values = Enumerable.Range(0, (int)dims.Aggregate(1L, (product, dim) => product * dim)).Select(_ => next()).ToArray();
        var name = kind == "weight" && Style.Quantizes && dims.Length >= 2 ? Quantized(dims, values)
            : Style.WeightsByDetours && Dice.Chance(50) ? Detour(dims, values)
            : Plain(Tensor(dims, values));
        return _shareable[key] = name;
    }

    private TensorProto Tensor(IReadOnlyList<long> dims, float[] values) =>
        TensorWriter.WithFloats(new TensorProto { DataType = (int)Style.Type, RawData = Google.Protobuf.ByteString.Empty }, dims, values);

    private string Plain(TensorProto tensor)
    {
        if (Style.WeightsByDetours && Dice.Chance(30)) return Node("Constant", [], ("value", tensor));
        tensor.Name = $"c{_values++}";
        Graph.Initializer.Add(tensor);
        return tensor.Name;
    }

    /// <summary>The weight as some exporters leave it: computed from another constant.</summary>
    private string Detour(long[] dims, float[] values)
    {
        switch (Dice.Below(5))
        {
            case 0:
                return Node("Identity", [Plain(Tensor(dims, values))]);
            case 1:
                long[] order = [.. Enumerable.Range(0, dims.Length).Select(axis => (long)axis).Reverse()];
                return Node("Transpose", [Plain(Tensor([.. dims.Reverse()], values))], ("perm", order));
            case 2:
                return Node("Reshape", [Plain(Tensor([values.Length], values)), Longs(dims)]);
            case 3 when dims.Length > 1:
                return Unsqueeze(Squeeze(Plain(Tensor([.. dims, 1], values)), dims.Length), 0, squeezeAgain: true);
            default:
                return Node("Constant", [], ("value", Tensor(dims, values)));
        }
    }

    /// <summary>int8 with a scale for all, or one for each index of an axis.</summary>
    private string Quantized(long[] dims, float[] values)
    {
        var axis = Dice.Below(2);
        var perChannel = Dice.Chance(60);
        long[] scaleDims = perChannel ? [dims[axis]] : [];
        var scales = Enumerable.Range(0, perChannel ? (int)dims[axis] : 1).Select(_ => (float)(0.01 + (0.02 * Dice.Unit()))).ToArray();
        var inner = dims.Skip(axis + 1).Aggregate(1L, (product, dim) => product * dim);
        var codes = values.Select((value, i) => value / scales[perChannel ? (int)(i / inner % dims[axis]) : 0]).ToArray();
        var inputs = new List<string> { Plain(Bytes(dims, codes)), Plain(Tensor(scaleDims, scales)) };
        if (Dice.Chance(60)) inputs.Add(Plain(Bytes(scaleDims, new float[scales.Length])));
        return perChannel ? Node("DequantizeLinear", inputs, ("axis", axis)) : Node("DequantizeLinear", inputs);
    }

    private static TensorProto Bytes(IReadOnlyList<long> dims, float[] codes) =>
        TensorWriter.WithFloats(new TensorProto { DataType = (int)DataType.Int8, RawData = Google.Protobuf.ByteString.Empty }, dims, codes);
}
