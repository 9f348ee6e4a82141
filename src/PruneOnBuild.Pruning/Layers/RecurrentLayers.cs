using PruneOnBuild.Graph;

namespace PruneOnBuild.Pruning.Layers;

/// <summary>The recurrent layers of a model's main graph whose weights can be re-fitted.</summary>
internal static class RecurrentLayers
{
    /// <summary>In execution order.</summary>
    public static IReadOnlyList<RecurrentLayer> In(ModelGraph model) =>
        [.. model.Nodes.Select(node => RecurrentLayer.Of(node, model)).OfType<RecurrentLayer>()];

    public static RecurrentLayer Named(ModelGraph model, string output) => In(model).First(layer => layer.Output == output);
}
