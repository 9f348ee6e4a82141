using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Shapes;
using PruneOnBuild.Pruning.Groups;
using PruneOnBuild.Pruning.Search.Latency;

namespace PruneOnBuild.Pruning.Tests.Search.Latency;

/// <summary>The layers of a model that are timed by themselves.</summary>
internal static class Layers
{
    /// <param name="widths">From an axis' length to what is left of it; null: all.</param>
    public static IReadOnlyList<LayerShape> Of(ModelGraph model, Func<int, int>? widths = null)
    {
        var map = Analysis.Of(model).Map;
        var shapes = ShapeInference.Infer(model);
        return
        [
            .. map.MultiplyAdds.Select(node => LayerTemplate.Of(map, shapes, node.Node)).OfType<LayerTemplate>()
                .Select(layer => layer.At([.. layer.Axes.Select(axis => widths?.Invoke(axis.Length) ?? axis.Length)])),
        ];
    }
}
