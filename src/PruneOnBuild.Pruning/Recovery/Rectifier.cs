using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Tensors;
using PruneOnBuild.Pruning.Layers;

namespace PruneOnBuild.Pruning.Recovery;

/// <summary>
/// The activation behind a layer, where it is max(Low, min(High, y)): Relu and Clip. Beyond its bounds a layer's output makes no difference, so
/// a fit need not spend its weights on it.
/// </summary>
/// <param name="Low">Output at and below which all are alike; may be minus infinity.</param>
/// <param name="High">Output at and above which all are alike; may be infinity.</param>
internal sealed record Rectifier(double Low, double High)
{
    /// <summary>The activation that alone reads a value; null where something else does.</summary>
    public static Rectifier? Behind(ModelGraph model, string value) => OnlyReader(model, value) is { } node ? Of(model, node) : null;

    /// <summary>The activation that alone reads a layer's output, or alone reads the sum of it and a shortcut.</summary>
    public static Rectifier? Behind(ModelGraph model, Layer layer, ResidualTarget? shortcut) =>
        shortcut is null ? Behind(model, layer.Output) : Behind(model, OnlyReader(model, layer.Output)!.Output[0]);

    /// <summary>The one node that reads a value; null where several do, or the caller.</summary>
    public static NodeProto? OnlyReader(ModelGraph model, string value) =>
        model.OnlyUseOf(value) is { Node: var node, Input: 0 or 1 } ? node : null;

    public double Clamp(double value) => Math.Min(High, Math.Max(Low, value));

    /// <summary>Whether a small change of the value changes what comes out.</summary>
    public bool Passes(double value) => value > Low && value < High;

    /// <summary>
    /// What the layer's output should be, so that less would do than to reach what is wanted: where both lie beyond the same bound, what it
    /// is now; where only the wanted one does, the bound. Fitting to it never makes the error behind the activation greater.
    /// </summary>
    /// <param name="wanted">Of the layer alone.</param>
    /// <param name="now">Of the layer alone, with the weights that are to be improved.</param>
    /// <param name="beside">What is added to it before the activation.</param>
    public double Target(double wanted, double now, double beside)
    {
        if (wanted + beside <= Low)
        {
            return now + beside <= Low ? now : Low - beside;
        }

        if (wanted + beside >= High)
        {
            return now + beside >= High ? now : High - beside;
        }

        return wanted;
    }

    private static Rectifier? Of(ModelGraph model, NodeProto node) => node switch
    {
        { Domain: not ("" or "ai.onnx") } => null,
        { OpType: "Relu" } => new Rectifier(0, double.PositiveInfinity),
        { OpType: "Clip" } => Bound(model, node, 1, "min", double.NegativeInfinity) is { } low && Bound(model, node, 2, "max", double.PositiveInfinity) is { } high
            ? new Rectifier(low, high) : null,
        _ => null,
    };

    /// <summary>A bound of Clip: a stored number, or before opset 11 an attribute; null where it is computed.</summary>
    private static double? Bound(ModelGraph model, NodeProto node, int input, string attribute, double none)
    {
        if (node.Input.Count <= input || node.Input[input].Length == 0)
        {
            return node.Has(attribute) ? node.Float(attribute, 0) : none;
        }

        return StoredWeight.IsFloat(model, node.Input[input], out var stored) && TensorReader.Floats(stored) is [var bound] ? bound : null;
    }
}
