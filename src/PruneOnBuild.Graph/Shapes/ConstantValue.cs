using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Tensors;

namespace PruneOnBuild.Graph.Shapes;

/// <summary>The contents of small constant tensors.</summary>
internal static class ConstantValue
{
    /// <summary>
    /// null for tensors of more than <see cref="TensorValue.MostElements"/> elements and for those that hold no numbers.
    /// </summary>
    public static TensorValue? Of(TensorProto tensor)
    {
        if (ShapeArithmetic.Count(tensor.Dims) > TensorValue.MostElements) return null;
        var type = tensor.ElementType();
        if (ElementTypes.IsInteger(type)) return TensorValue.Of(TensorReader.Longs(tensor).Select(number => (Dim)number));
        return ElementTypes.IsFloat(type)
            ? TensorValue.Of(type, TensorReader.Floats(tensor).Select(number => (double)number)) : null;
    }
}
