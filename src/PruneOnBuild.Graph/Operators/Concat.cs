using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Graph.Operators;

/// <summary>
/// Tensors laid one after another along an axis, whose extents add up; the other extents are equal. QLinearConcat has scale and zero point
/// of the output first, then behind every tensor its own.
/// </summary>
internal sealed class Concat : Operator
{
    /// <summary>A longer axis is data, none of channels.</summary>
    private const int LongestLaid = 1 << 24;

    public override ImmutableArray<string> Types => ["Concat", "com.microsoft:QLinearConcat"];

    public override void InferShapes(ShapeContext node)
    {
        if (Tensors(node) is not { Length: > 0 } inputs || inputs.Any(input => input.Rank != inputs[0].Rank)) return;
        if (Axes.Normal(node.Node.Int("axis", 1), inputs[0].Rank) is not { } axis) return;
        var dims = inputs[0].Dims.ToArray();
        foreach (var input in inputs.Skip(1))
        {
            for (var i = 0; i < dims.Length; i++)
            {
                if (i == axis)
                {
                    dims[i] += input[i];
                    continue;
                }
                if (dims[i].Differs(input[i]))
                {
                    node.Reject(ShapeErrors.Join(node.Path, node.Node.Describe(), string.Join(" and ", inputs), axis));
                    return;
                }
                if (!dims[i].IsKnown) dims[i] = input[i].IsKnown ? input[i] : dims[i].Else(input[i]);
            }
        }
        node.SetOutput(0, inputs[0].ElementType, dims);
        if (dims.Length == 1 && node.Node.OpType == "Concat") node.SetValue(0, Join(node, inputs));
    }

    private static ImmutableArray<TensorShape>? Tensors(ShapeContext node) =>
        node.Node.OpType == "Concat" || node.Inputs() is not { } all ? node.Inputs() : [.. all.Where((_, input) => IsTensor(node.Node, input))];

    private static bool IsTensor(NodeProto node, int input) => node.OpType == "Concat" || (input >= 2 && input % 3 == 2);

    /// <summary>Vectors joined; where one is not known its entries are unknown.</summary>
    private static TensorValue? Join(ShapeContext node, ImmutableArray<TensorShape> inputs)
    {
        var values = new List<Dim>();
        var reals = new List<double>();
        for (int i = 0, input = 0; i < node.InputCount; i++)
        {
            if (!node.HasInput(i)) continue;
            var count = inputs[input++][0];
            if (!count.IsKnown || values.Count + count.Value > TensorValue.MostElements) return null;
            var value = node.Value(i);
            if (value is not null && value.Count != count.Value) return null;
            values.AddRange(value?.Entries ?? Enumerable.Repeat(Dim.Unknown, (int)count.Value));
            if (value is { Reals.IsDefault: false }) reals.AddRange(value.Reals);
        }
        return reals.Count == values.Count && reals.Any(real => real != Math.Truncate(real))
            ? TensorValue.Of(inputs[0].ElementType, reals)
            : TensorValue.Of(values);
    }

    /// <summary>Along the axis the inputs' channels lie one after another; along the others they go together.</summary>
    public override void RelateAxes(AxisContext node)
    {
        var inputs = Enumerable.Range(0, node.Node.Input.Count).Where(input => node.HasInput(input) && IsTensor(node.Node, input)).ToList();
        if (inputs.Count == 0 || inputs.Exists(input => node.InputShape(input) is null) || node.OutputShape(0) is not { } output
            || Axes.Normal(node.Node.Int("axis", 1), output.Rank) is not { } along) return;
        for (var axis = 0; axis < output.Rank; axis++)
        {
            if (axis == along)
            {
                Lay(node, inputs, along);
                continue;
            }
            foreach (var input in inputs.Skip(1)) node.Join(node.Input(inputs[0], axis), node.Input(input, axis));
            node.Output(0, axis, node.Input(inputs[0], axis));
        }
    }

    private static void Lay(AxisContext node, List<int> inputs, int along)
    {
        if (!inputs.Exists(input => node.Has(input, along)) || inputs.Exists(input => node.InputShape(input)![along] is not { IsKnown: true, Value: >= 0 and <= LongestLaid })) return;
        var laid = new List<int>();
        foreach (var input in inputs)
        {
            var untracked = Enumerable.Repeat(AxisMap.Untracked, (int)node.InputShape(input)![along].Value);
            laid.AddRange(node.Input(input, along) ?? untracked);
        }
        node.Output(0, along, [.. laid]);
    }
}
