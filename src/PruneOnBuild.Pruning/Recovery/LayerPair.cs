using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Shapes;
using PruneOnBuild.Pruning.Layers;

namespace PruneOnBuild.Pruning.Recovery;

/// <summary>A layer and the one layer that reads it, behind an activation: y = W2 act(W1 x + b1) + b2.</summary>
/// <param name="Between">The activation; without bounds where there is none.</param>
/// <param name="Shortcut">What the second layer's output is added to, if anything.</param>
/// <param name="Behind">The activation behind the second layer, or behind its sum with the shortcut; null: none that is known.</param>
internal sealed record LayerPair(Layer First, Rectifier Between, Layer Second, ResidualTarget? Shortcut, Rectifier? Behind)
{
    private static readonly Rectifier None = new(double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>Null where the layer's output goes elsewhere, or either layer is no single problem.</summary>
    /// <param name="shapes">Of the dense model.</param>
    public static LayerPair? Of(ModelGraph pruned, ShapeTable shapes, IReadOnlyList<Layer> layers, Layer first)
    {
        var between = Rectifier.Behind(pruned, first.Output);
        var read = between is null ? first.Output : Rectifier.OnlyReader(pruned, first.Output)!.Output[0];
        var reader = Rectifier.OnlyReader(pruned, read);
        var second = layers.FirstOrDefault(layer => ReferenceEquals(layer.Node, reader) && layer.Input == read);
        if (second is null || first.Groups != 1 || second.Groups != 1 || !first.CanHaveBias || !second.CanHaveBias || first.GetType() != second.GetType())
        {
            return null;
        }

        var shortcut = ResidualTarget.Of(pruned, shapes, second);
        return new LayerPair(first, between ?? None, second, shortcut, Rectifier.Behind(pruned, second, shortcut));
    }
}
