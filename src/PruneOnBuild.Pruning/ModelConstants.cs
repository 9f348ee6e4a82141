using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Onnx;

namespace PruneOnBuild.Pruning;

/// <summary>The tensors that the main graph stores, each under the name of its value.</summary>
internal static class ModelConstants
{
    /// <summary>Initializers, then Constant nodes.</summary>
    public static IEnumerable<(string Name, TensorProto Tensor)> Of(ModelGraph model)
    {
        foreach (var initializer in model.Graph.Initializer)
        {
            yield return (initializer.Name, initializer);
        }

        foreach (var output in model.Nodes.Where(node => node.OpType == "Constant").Select(node => node.Output[0]))
        {
            if (model.Constant(output) is { } tensor)
            {
                yield return (output, tensor);
            }
        }
    }
}
