using PruneOnBuild.Graph;

namespace PruneOnBuild.Pruning.Layers;

/// <summary>The layers of a model whose weights can be re-fitted.</summary>
internal static class LayerFinder
{
    /// <summary>In execution order. Layers that share their weights with another node are left out: one fit cannot serve both.</summary>
    public static IReadOnlyList<Layer> In(ModelGraph model) =>
    [
        .. model.Nodes.Select(node => (Layer?)ConvLayer.Of(node, model) ?? (Layer?)ConvTransposeLayer.Of(node, model) ?? LinearLayer.Of(node, model))
            .OfType<Layer>()
            .Where(layer => model.Constant(layer.Input) is null && model.UsesOf(layer.Node.Input[1]).Count == 1),
    ];
}
