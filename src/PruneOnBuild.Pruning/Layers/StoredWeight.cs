using System.Diagnostics.CodeAnalysis;
using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Rewrites;
using PruneOnBuild.Graph.Tensors;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Pruning.Layers;

/// <summary>Weights that can be read and written: float32 tensors that the model stores.</summary>
internal static class StoredWeight
{
    public static bool IsFloat(ModelGraph model, string value, [NotNullWhen(true)] out TensorProto? tensor)
    {
        tensor = model.Constant(value);
        return tensor is not null && tensor.ElementType() == DataType.Float;
    }

    /// <summary>The node of a copy of the model that makes the same value.</summary>
    public static NodeProto NodeOf(ModelProto model, NodeProto node) =>
        model.Graph.Node.First(other => other.Output.Contains(node.Output[0]));

    /// <summary>Stores a tensor under a name of its own; an earlier one of that name goes.</summary>
    public static string Put(ModelProto model, string name, long[] dims, ReadOnlySpan<float> values)
    {
        ModelEdits.RemoveInitializers(model, new HashSet<string> { name });
        ModelEdits.AddInitializer(model, TensorWriter.Create(name, dims, values));
        return name;
    }
}
