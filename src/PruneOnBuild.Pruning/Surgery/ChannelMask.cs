using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Rewrites;
using PruneOnBuild.Graph.Tensors;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Pruning.Surgery;

/// <summary>
/// Nodes that silence some indices along one axis of a value, put in front of its reader. Real numbers are multiplied by ones and zeros.
/// Quantised ones take their zero point, which is what stands for 0 in them; that goes by way of int32, the one type that every
/// operator needed for it knows.
/// </summary>
internal sealed class ChannelMask(ModelProto model, string name, bool[] keep, int axis, int rank)
{
    public static bool CanMultiply(DataType type) =>
        type is DataType.Float or DataType.Double or DataType.Float16 or DataType.Bfloat16 or DataType.Int32 or DataType.Int64;

    /// <returns>The value with its removed indices at 0.</returns>
    public string Multiply(NodeProto reader, string value, DataType type) => Insert(reader, "Mul", "out", value, Kept(type)).Output[0];

    /// <returns>The value with its removed indices at the zero point, or at 0 where there is none.</returns>
    public string Select(NodeProto reader, string value, DataType type, string? zeroPoint)
    {
        var wide = Cast(reader, value, "wide", DataType.Int32);
        var zero = zeroPoint is null ? Constant("zero", DataType.Int32, [0f], []) : Cast(reader, zeroPoint, "zero", DataType.Int32);
        return Cast(reader, Insert(reader, "Where", "silenced", Kept(DataType.Bool), wide, zero).Output[0], "out", type);
    }

    private string Kept(DataType type) => Constant(
        "kept",
        type,
        [.. keep.Select(kept => kept ? 1f : 0f)],
        [.. Enumerable.Range(0, rank).Select(i => i == axis ? (long)keep.Length : 1)]);

    private string Cast(NodeProto reader, string value, string suffix, DataType type)
    {
        var cast = Insert(reader, "Cast", suffix, value);
        cast.SetInt("to", (long)type);
        return cast.Output[0];
    }

    private NodeProto Insert(NodeProto reader, string op, string suffix, params ReadOnlySpan<string> inputs)
    {
        var node = new NodeProto { OpType = op, Name = $"{name}_{suffix}", Output = { $"{name}_{suffix}" } };
        foreach (var input in inputs)
        {
            node.Input.Add(input);
        }

        model.Graph.Node.Insert(model.Graph.Node.IndexOf(reader), node);
        return node;
    }

    private string Constant(string suffix, DataType type, float[] values, long[] dims)
    {
        var template = new TensorProto { Name = $"{name}_{suffix}", DataType = (int)type };
        var tensor = TensorWriter.WithFloats(template, dims, values);
        ModelEdits.AddInitializer(model, tensor);
        return tensor.Name;
    }
}
