using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Graph.Operators;

/// <summary>
/// The same elements under a new shape, where 0 copies the extent of that axis (without allowzero) and one -1 takes what is left.
/// </summary>
internal sealed class Reshape : Operator
{
    public override ImmutableArray<string> Types => ["Reshape"];

    public override void InferShapes(ShapeContext node)
    {
        var x = node.Input(0);
        var type = node.Type(0);
        ImmutableArray<Dim>? asked = node.HasInput(1) ? node.Value(1)?.Entries
            : node.Node.Ints("shape") is { } list ? [.. list.Select(entry => (Dim)entry)] : null;
        if (asked is not { } shape)
        {
            // How long the shape is tells the rank.
            if (node.Input(1) is { Rank: 1 } length && length[0].IsKnown && length[0].Value is >= 0 and <= 64)
                node.SetOutput(0, type, length[0].Value == 1 && x is not null
                    ? [x.Elements]
                    : Enumerable.Repeat(Dim.Unknown, (int)length[0].Value));
            return;
        }
        var dims = shape.Select((entry, axis) => Copy(node, entry, axis, x)).ToArray();
        if (x is not null && !Settle(node, x, dims)) return;
        node.SetOutput(0, type, dims.Select(dim => dim.Is(-1) ? Dim.Unknown : dim));
        if (node.Value(0) is { } value) node.SetValue(0, value);
    }

    private static Dim Copy(ShapeContext node, Dim entry, int axis, TensorShape? x)
    {
        if (entry.Is(0) && node.Node.Int("allowzero", 0) == 0) return axis < x?.Rank ? x[axis] : Dim.Unknown;
        // A sum that may be negative may be the -1 that takes what is left.
        return entry.IsKnown || entry.IsNonNegative ? entry : Dim.Unknown;
    }

    /// <summary>Finds the one extent that is asked for as -1 or not known. False where the elements cannot fit.</summary>
    private static bool Settle(ShapeContext node, TensorShape x, Dim[] dims)
    {
        var open = dims.Index().Where(dim => dim.Item.IsUnknown || dim.Item.Is(-1)).Select(dim => dim.Index).ToArray();
        if (open.Length > 1) return true;
        if (open.Length == 1)
        {
            var rest = Dim.Product(dims.Index().Where(dim => dim.Index != open[0]).Select(dim => dim.Item));
            dims[open[0]] = Quotient(x, dims, rest);
            if (!x.Elements.IsKnown || !rest.IsKnown || rest.Value <= 0 || x.Elements.Value % rest.Value == 0) return true;
        }
        else if (!Dim.Product(dims).Differs(x.Elements))
        {
            return true;
        }
        node.Reject(ShapeErrors.Elements(node.Path, node.Node.Describe(), $"{node.InputName(0)} {x}", x.Elements,
            $"[{string.Join(',', dims)}]", Dim.Product(dims)));
        return false;
    }

    /// <summary>What is left of the input's elements; extents that are the same on both sides cancel, known or not.</summary>
    private static Dim Quotient(TensorShape x, Dim[] dims, Dim rest)
    {
        var exact = x.Elements.DivideExactly(rest);
        if (!exact.IsUnknown) return exact;
        var left = x.Dims.ToList();
        var right = dims.Where(dim => !dim.IsUnknown && !dim.Is(-1)).ToList();
        foreach (var dim in right.ToArray())
        {
            if (left.Remove(dim)) right.Remove(dim);
        }
        return Dim.Product(left).DivideExactly(Dim.Product(right));
    }

    /// <summary>A size that is an entry -1, or a constant of the node, can follow a cut; one that is computed cannot.</summary>
    public override void RelateAxes(AxisContext node) => ReshapedAxes.Relate(node);

    /// <summary>Writes new sizes over those that were cut; -1 (what is left) stays true by itself.</summary>
    public override void Cut(CutContext node)
    {
        var kept = node.KeptSizes(0);
        if (node.HasInput(1))
        {
            var known = node.Ints(1);
            node.ReplaceEntries(1, [.. kept.Select((size, axis) => known?[axis] == -1 ? null : size)]);
        }
        else if (node.Dense.Ints("shape") is { } sizes)
        {
            node.Node.SetInts("shape", sizes.Select((size, axis) => size == -1 ? size : kept[axis] ?? size));
        }
    }
}
