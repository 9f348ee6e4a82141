using System.Numerics;
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

    /// <summary>Every element in place.</summary>
    public void Clamp(Span<float> values)
    {
        var (low, high) = (new Vector<float>((float)Low), new Vector<float>((float)High));
        var i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector.Min(high, Vector.Max(low, new Vector<float>(values[i..]))).CopyTo(values[i..]);
        }

        for (; i < values.Length; i++)
        {
            values[i] = (float)Clamp(values[i]);
        }
    }

    /// <summary>Whether a small change of the value changes what comes out.</summary>
    public bool Passes(double value) => value > Low && value < High;

    /// <summary>The same of every element: all bits set where it does, else none.</summary>
    /// <param name="masks">Overwritten.</param>
    public void Passing(ReadOnlySpan<float> values, Span<int> masks)
    {
        var (low, high) = (new Vector<float>((float)Low), new Vector<float>((float)High));
        var i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var own = new Vector<float>(values[i..]);
            (Vector.GreaterThan(own, low) & Vector.LessThan(own, high)).CopyTo(masks[i..]);
        }

        for (; i < values.Length; i++)
        {
            masks[i] = Passes(values[i]) ? -1 : 0;
        }
    }

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

    /// <summary><see cref="Target"/> of every element.</summary>
    /// <param name="beside">Empty: nothing is added.</param>
    /// <param name="targets">Overwritten.</param>
    public void Targets(ReadOnlySpan<float> wanted, ReadOnlySpan<float> now, ReadOnlySpan<float> beside, Span<float> targets)
    {
        var (low, high) = (new Vector<double>(Low), new Vector<double>(High));
        var i = 0;
        for (; i <= targets.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector.Widen(new Vector<float>(wanted[i..]), out var wantedLow, out var wantedHigh);
            Vector.Widen(new Vector<float>(now[i..]), out var nowLow, out var nowHigh);
            Vector.Widen(beside.IsEmpty ? Vector<float>.Zero : new Vector<float>(beside[i..]), out var besideLow, out var besideHigh);
            Vector.Narrow(Of(wantedLow, nowLow, besideLow), Of(wantedHigh, nowHigh, besideHigh)).CopyTo(targets[i..]);
        }

        for (; i < targets.Length; i++)
        {
            targets[i] = (float)Target(wanted[i], now[i], beside.IsEmpty ? 0 : beside[i]);
        }

        Vector<double> Of(Vector<double> wanted, Vector<double> now, Vector<double> beside)
        {
            var (all, given) = (wanted + beside, now + beside);
            var below = Vector.ConditionalSelect(Vector.LessThanOrEqual(given, low), now, low - beside);
            var above = Vector.ConditionalSelect(Vector.GreaterThanOrEqual(given, high), now, high - beside);
            return Vector.ConditionalSelect(
                Vector.LessThanOrEqual(all, low), below, Vector.ConditionalSelect(Vector.GreaterThanOrEqual(all, high), above, wanted));
        }
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
