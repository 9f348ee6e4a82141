using Google.Protobuf;
using PruneOnBuild.Graph.Onnx;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Graph.Structure;

/// <summary>What Constant nodes hold, as tensors, whichever attribute holds it. Sparse values are left out.</summary>
internal static class ConstantNodes
{
    public static Dictionary<string, TensorProto> In(IEnumerable<NodeProto> nodes)
    {
        var constants = new Dictionary<string, TensorProto>();
        foreach (var node in nodes.Where(node => node is { OpType: "Constant", Domain: "" or "ai.onnx", Output.Count: 1 }))
        {
            if (node.Attribute.Select(Value).FirstOrDefault(tensor => tensor is not null) is { } value) constants[node.Output[0]] = value;
        }
        return constants;
    }

    private static TensorProto? Value(AttributeProto attribute) => attribute.Name switch
    {
        "value" => attribute.T,
        "value_float" => new TensorProto { DataType = (int)DataType.Float, FloatData = { attribute.F } },
        "value_floats" => new TensorProto { DataType = (int)DataType.Float, FloatData = { attribute.Floats }, Dims = { attribute.Floats.Count } },
        "value_int" => new TensorProto { DataType = (int)DataType.Int64, Int64Data = { attribute.I } },
        "value_ints" => new TensorProto { DataType = (int)DataType.Int64, Int64Data = { attribute.Ints }, Dims = { attribute.Ints.Count } },
        "value_string" => new TensorProto { DataType = (int)DataType.String, StringData = { attribute.S ?? ByteString.Empty } },
        "value_strings" => new TensorProto { DataType = (int)DataType.String, StringData = { attribute.Strings }, Dims = { attribute.Strings.Count } },
        _ => null,
    };
}
