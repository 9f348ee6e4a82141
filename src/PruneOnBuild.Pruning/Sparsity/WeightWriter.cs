using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Tensors;

namespace PruneOnBuild.Pruning.Sparsity;

/// <summary>Writes other numbers into constants, wherever the model stores them; names and shapes stay.</summary>
internal static class WeightWriter
{
    /// <param name="model">Changed.</param>
    /// <param name="names">Of constants.</param>
    /// <param name="values">From a constant's elements, row-major, to what it shall hold.</param>
    public static void Change(ModelProto model, IReadOnlySet<string> names, Func<string, float[], float[]> values)
    {
        for (var i = 0; i < model.Graph.Initializer.Count; i++)
        {
            var tensor = model.Graph.Initializer[i];
            if (names.Contains(tensor.Name))
            {
                model.Graph.Initializer[i] = Changed(tensor, tensor.Name, values);
            }
        }

        foreach (var node in model.Graph.Node.Where(node => node.OpType == "Constant" && names.Contains(node.Output[0])))
        {
            node.SetTensor("value", Changed(node.Tensor("value")!, node.Output[0], values));
        }
    }

    private static TensorProto Changed(TensorProto tensor, string name, Func<string, float[], float[]> values) =>
        TensorWriter.WithFloats(tensor, [.. tensor.Dims], values(name, TensorReader.Floats(tensor)));
}
