using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Tensors;
using PruneOnBuild.Graph.Onnx;

namespace PruneOnBuild.Pruning.Sparsity;

/// <summary>Writes zeros into constants; every other weight keeps its bits.</summary>
internal static class ZeroWriter
{
    /// <param name="masks">By constant: true where a weight stays.</param>
    public static ModelGraph Write(ModelGraph dense, IReadOnlyDictionary<string, bool[]> masks)
    {
        var pruned = dense.Proto.Clone();
        for (var i = 0; i < pruned.Graph.Initializer.Count; i++)
        {
            if (masks.TryGetValue(pruned.Graph.Initializer[i].Name, out var mask))
            {
                pruned.Graph.Initializer[i] = Zero(pruned.Graph.Initializer[i], mask);
            }
        }

        foreach (var node in pruned.Graph.Node.Where(node => node.OpType == "Constant" && masks.ContainsKey(node.Output[0])))
        {
            node.SetTensor("value", Zero(node.Tensor("value")!, masks[node.Output[0]]));
        }

        return new ModelGraph(pruned, dense.Path);
    }

    private static TensorProto Zero(TensorProto tensor, bool[] mask)
    {
        var values = TensorReader.Floats(tensor);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = mask[i] ? values[i] : 0;
        }

        return TensorWriter.WithFloats(tensor, [.. tensor.Dims], values);
    }
}
