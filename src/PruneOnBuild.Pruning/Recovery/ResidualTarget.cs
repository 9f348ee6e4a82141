using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Shapes;
using PruneOnBuild.Pruning.Layers;

namespace PruneOnBuild.Pruning.Recovery;

/// <summary>The value that a layer's output is added to, and nothing else: the stream of a residual block.</summary>
/// <param name="Other">Present in the dense and the pruned model under the same name, of the layer output's shape, and repaired before it.</param>
internal sealed record ResidualTarget(string Other)
{
    /// <summary>Null where the output is not only added, or where the other side is computed later than the layer.</summary>
    /// <param name="shapes">Of the dense model.</param>
    public static ResidualTarget? Of(ModelGraph pruned, ShapeTable shapes, Layer layer)
    {
        if (pruned.IsOutput(layer.Output) || pruned.UsesOf(layer.Output) is not [{ Node: { OpType: "Add", Domain: "" or "ai.onnx" } add }])
        {
            return null;
        }

        var other = add.Input[0] == layer.Output ? add.Input[1] : add.Input[0];
        var (own, beside) = (shapes.Of(layer.Output), shapes.Of(other));
        var isAlike = own is not null && beside is not null && own.Rank == beside.Rank && own.Dims.Zip(beside.Dims, (a, b) => a.Same(b)).All(same => same);
        return isAlike && pruned.ProducerOf(other) is { } producer && IndexOf(pruned, producer) < IndexOf(pruned, layer.Node)
            ? new ResidualTarget(other) : null;
    }

    private static int IndexOf(ModelGraph model, Graph.Onnx.NodeProto node)
    {
        for (var i = 0; i < model.Nodes.Count; i++)
        {
            if (ReferenceEquals(model.Nodes[i], node))
            {
                return i;
            }
        }

        return -1;
    }
}
