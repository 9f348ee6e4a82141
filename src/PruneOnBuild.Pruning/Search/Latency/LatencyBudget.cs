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

    /// <summary>Channels that kernels work on at once, for layers that there was no time to measure.</summary>
    private const int Block = 16;

    /// <param name="shapes">Of the map's model, with all extents that a run has.</param>
    public static Budget Of(AxisMap map, ShapeTable shapes, LatencyTable table, DenseTimes dense)
    {
        var (timed, untimed, untimedWork) = (new List<(LayerTemplate Layer, MultiplyAdds Work, double Ms)>(), new List<MultiplyAdds>(), 0.0);
        var (ms, work) = (0.0, 0.0);
        foreach (var node in map.MultiplyAdds)
        {
            var all = node.Axes.Aggregate(node.Coefficient, (product, axis) => product * axis.Length);
            if (LayerTemplate.Of(map, shapes, node.Node) is { } layer)
            {
                timed.Add((layer, node, table.DenseMs(layer.At([.. layer.Axes.Select(axis => axis.Length)]))));
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
        var terms = timed.Select(entry => Timed(entry.Layer, entry.Work, entry.Ms, table, layerScale))
            .Concat(untimed.Select(node => BudgetTerm.Product(layerScale * msPerWork * node.Coefficient, node.Axes)))
            .Concat(Others(map, shapes, scale * dense.OthersMs))
            .Append(BudgetTerm.Constant(dense.WholeMs - (scale * (layersMs + dense.OthersMs))));
        return new Budget(map.Sets, terms);
    }

    private static BudgetTerm Timed(LayerTemplate layer, MultiplyAdds work, double denseMs, LatencyTable table, double scale)
    {
        var axes = layer.Axes.Count;
        return new BudgetTerm([.. layer.Axes, .. work.Axes], kept => scale * (table.TimeMs(layer.At(kept[..axes])) ?? (denseMs * Share(kept[axes..], work))));
    }

    /// <summary>The share of a layer's multiply-adds that is left, counted in blocks.</summary>
    private static double Share(int[] kept, MultiplyAdds work) =>
        kept.Select((length, i) => (double)Blocks(length) / Blocks(work.Axes[i].Length)).Aggregate(1.0, (product, share) => product * share);

    private static int Blocks(int length) => (length + Block - 1) / Block;

    private static IEnumerable<BudgetTerm> Others(AxisMap map, ShapeTable shapes, double ms)
    {
        var multiply = new HashSet<NodeProto>(map.MultiplyAdds.Select(node => node.Node), ReferenceEqualityComparer.Instance);
        var written = map.Model.Nodes.Where(node => !multiply.Contains(node)).SelectMany(node => node.Output)
            .Select(output => (Output: output, shapes.Of(output)?.Numbers))
            .Where(entry => entry.Numbers is not null && entry.Numbers.All(dim => dim > 0)).ToList();
        var elements = written.Sum(entry => entry.Numbers!.Aggregate(1.0, (product, dim) => product * dim));
        return written.Select(entry => BudgetTerm.Elements(map, entry.Output, entry.Numbers!, ms / elements));
    }
}
