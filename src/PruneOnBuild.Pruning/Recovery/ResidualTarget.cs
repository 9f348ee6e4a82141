using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Shapes;
using PruneOnBuild.Pruning.Layers;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Pruning.Recovery;

/// <summary>The value that a layer's output is added to, and nothing else: the stream of a residual block.</summary>
/// <param name="Other">Present in the dense and the pruned model under the same name, of the layer output's shape, and repaired before it.</param>
internal sealed record ResidualTarget(string Other)
{
    /// <summary>Null where the output is not only added, or where the other side is computed later than the layer.</summary>
    /// <param name="shapes">Of the dense model.</param>
    public static ResidualTarget? Of(ModelGraph pruned, ShapeTable shapes, Layer layer)
    {
        if (pruned.OnlyUseOf(layer.Output) is not { Node: { OpType: "Add", Domain: "" or "ai.onnx" } add })
        {
            return null;
        }

        var other = add.Input[0] == layer.Output ? add.Input[1] : add.Input[0];
        var (own, beside) = (shapes.Of(layer.Output), shapes.Of(other));
        var isAlike = own is not null && beside is not null && own.Rank == beside.Rank && own.Dims.Zip(beside.Dims, (a, b) => a.Same(b)).All(same => same);
        return isAlike && pruned.ProducerOf(other) is { } producer && IndexOf(pruned, producer) < IndexOf(pruned, layer.Node)
            ? new ResidualTarget(other) : null;
    }

    /// <summary>What a layer should give at some positions, so that it makes up for what a shortcut beside it has lost; and what that shortcut gives.</summary>
    /// <param name="dense">The dense model's output of the layer and, where there is a shortcut, the shortcut.</param>
    /// <param name="beside">The pruned model's shortcut; null: there is none.</param>
    /// <param name="channels">Of the dense layer, one for each of <paramref name="columns"/>.</param>
    /// <param name="columns">Output channels of the pruned layer.</param>
    /// <returns>[samples * positions, columns] both, without the rows that only fill the batch up.</returns>
    public static (float[] Wanted, float[]? Beside) Targets(
        Layer layer, SampleBatch batch, IReadOnlyList<Tensor> dense, Tensor? beside, int[] channels, int[] columns, int[] positions)
    {
        var length = batch.Count * positions.Length * columns.Length;
        float[] Values(Tensor output, int[] of)
        {
            var values = layer.Values(output, batch.Rows, of, positions);
            return values.Length == length ? values : values[..length];
        }

        var wanted = Values(dense[0], channels);
        if (beside is null)
        {
            return (wanted, null);
        }

        var (before, after) = (Values(dense[1], channels), Values(beside, columns));
        for (var value = 0; value < wanted.Length; value++)
        {
            wanted[value] += before[value] - after[value];
        }

        return (wanted, after);
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
