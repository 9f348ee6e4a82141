using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Pruning.Search.Latency;

/// <summary>
/// Predicted milliseconds of a run, as a budget over the channels. Layers that multiply are looked up in the table; all other kernels cost in
/// proportion to the elements that they write; what is no kernel's stays. Each part is scaled so that the dense model gets its measured time.
/// </summary>
internal static class LatencyBudget
{
    /// <summary>Of a layer that is not timed by itself, in a model that has no other: 100 G multiply-adds a second. Scaled anyhow.</summary>
    private const double MsPerMultiplyAdd = 1e-8;

    /// <param name="shapes">Of the map's model, with all extents that a run has.</param>
    public static Budget Of(AxisMap map, ShapeTable shapes, LatencyTable table, DenseTimes dense)
    {
        var (timed, untimed, untimedWork) = (new List<(LayerTemplate Layer, double Ms)>(), new List<MultiplyAdds>(), 0.0);
        var (ms, work) = (0.0, 0.0);
        foreach (var node in map.MultiplyAdds)
        {
            var all = node.Axes.Aggregate(node.Coefficient, (product, axis) => product * axis.Length);
            if (LayerTemplate.Of(map, shapes, node.Node) is { } layer)
            {
                timed.Add((layer, table.TimeMs(layer.At([.. layer.Axes.Select(axis => axis.Length)]))));
                (ms, work) = (ms + timed[^1].Ms, work + all);
            }
            else
            {
                untimed.Add(node);
                untimedWork += all;
            }
        }

        var msPerWork = work > 0 ? ms / work : MsPerMultiplyAdd;
        var layers = ms + (untimedWork * msPerWork);
        var layersMs = dense.LayersMs ?? Math.Min(layers, dense.WholeMs);
        var scale = Math.Min(1, dense.WholeMs / (layersMs + dense.OthersMs));
        var layerScale = layers > 0 ? scale * layersMs / layers : 0;
        var terms = timed.Select(entry => new BudgetTerm(entry.Layer.Axes, kept => layerScale * table.TimeMs(entry.Layer.At(kept))))
            .Concat(untimed.Select(node => BudgetTerm.Product(layerScale * msPerWork * node.Coefficient, node.Axes)))
            .Concat(Others(map, shapes, scale * dense.OthersMs))
            .Append(BudgetTerm.Constant(dense.WholeMs - (scale * (layersMs + dense.OthersMs))));
        return new Budget(map.Sets, terms);
    }

    private static IEnumerable<BudgetTerm> Others(AxisMap map, ShapeTable shapes, double ms)
    {
        var multiply = new HashSet<NodeProto>(map.MultiplyAdds.Select(node => node.Node), ReferenceEqualityComparer.Instance);
        var written = map.Model.Nodes.Where(node => !multiply.Contains(node)).SelectMany(node => node.Output)
            .Select(output => (Output: output, shapes.Of(output)?.Numbers))
            .Where(entry => entry.Numbers is not null && entry.Numbers.All(dim => dim > 0)).ToList();
        var elements = written.Sum(entry => entry.Numbers!.Aggregate(1.0, (product, dim) => product * dim));
        return written.Select(entry => Elements(map, entry.Output, entry.Numbers!, ms / elements));
    }

    private static BudgetTerm Elements(AxisMap map, string value, long[] dims, double msPerElement)
    {
        var axes = new List<int[]>();
        for (var axis = 0; axis < dims.Length; axis++)
        {
            if (map.Channels(value, axis) is { } channels)
            {
                axes.Add(channels);
            }
            else
            {
                msPerElement *= dims[axis];
            }
        }

        return BudgetTerm.Product(msPerElement, axes);
    }
}
