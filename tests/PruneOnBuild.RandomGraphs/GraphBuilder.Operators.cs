namespace PruneOnBuild.RandomGraphs;

/// <summary>Operators whose form depends on the operator set.</summary>
public sealed partial class GraphBuilder
{
    internal string Squeeze(string x, params long[] axes) =>
        Opset < 13 ? Node("Squeeze", [x], ("axes", axes)) : Node("Squeeze", [x, Longs(axes)]);

    internal string Unsqueeze(string x, params long[] axes) =>
        Opset < 13 ? Node("Unsqueeze", [x], ("axes", axes)) : Node("Unsqueeze", [x, Longs(axes)]);

    internal string Transpose(string x, params long[] order) => Node("Transpose", [x], ("perm", order));

    internal string Reshape(string x, params long[] sizes) => Node("Reshape", [x, Longs(sizes)]);

    internal string Concat(long axis, params string[] parts) => Node("Concat", parts, ("axis", axis));

    internal string Reduce(string op, string x, bool keep, params long[] axes) =>
        Opset < (op == "ReduceSum" ? 13 : 18)
            ? Node(op, [x], ("axes", axes), ("keepdims", keep ? 1 : 0))
            : Node(op, [x, Longs(axes)], ("keepdims", keep ? 1 : 0));

    /// <summary>Equal parts need no sizes; from operator set 18 on their number is said instead.</summary>
    internal string[] Split(string x, long axis, params long[] sizes)
    {
        if (sizes.All(size => size == sizes[0]) && Dice.Chance(50))
        {
            return Opset < 18
                ? Nodes("Split", [x], sizes.Length, ("axis", axis))
                : Nodes("Split", [x], sizes.Length, ("axis", axis), ("num_outputs", sizes.Length));
        }

        return Opset < 13
            ? Nodes("Split", [x], sizes.Length, ("axis", axis), ("split", sizes))
            : Nodes("Split", [x, Longs(sizes)], sizes.Length, ("axis", axis));
    }

    /// <summary>One axis, from start to end in steps; before operator set 10 the step must be 1.</summary>
    internal string Slice(string x, long axis, long start, long end, long step = 1)
    {
        if (Opset < 10) return Node("Slice", [x], ("axes", new[] { axis }), ("starts", new[] { start }), ("ends", new[] { end }));
        string[] inputs = [x, Longs(start), Longs(end), Longs(axis)];
        return Node("Slice", step == 1 ? inputs : [.. inputs, Longs(step)]);
    }

    internal string Clip(string x, float least, float most) =>
        Opset < 11 ? Node("Clip", [x], ("min", least), ("max", most)) : Node("Clip", [x, Number(least), Number(most)]);

    internal string Pad(string x, string mode, params long[] pads) =>
        Opset < 11 ? Node("Pad", [x], ("pads", pads), ("mode", mode)) : Node("Pad", [x, Longs(pads)], ("mode", mode));

    /// <summary>A batch size as a shape's first entry may give it: as a number, as before (0), or what is left (-1).</summary>
    internal long BatchEntry(long batch, bool mayBeLeftOver = true) =>
        Style.OpenBatch ? mayBeLeftOver ? Dice.Pick(0L, -1) : 0 : mayBeLeftOver ? Dice.Pick(batch, 0L, -1) : Dice.Pick(batch, 0L);

    private string Unsqueeze(string x, long axis, bool squeezeAgain) =>
        squeezeAgain ? Squeeze(Unsqueeze(x, axis), axis) : Unsqueeze(x, axis);
}
