using System.Collections.Immutable;
using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Graph.Operators;

/// <summary>
/// A body run along an axis of its scanned inputs: inputs states, then scanned tensors; outputs states, then stacks.
/// Opset 8 puts a lengths input first and a batch axis before everything.
/// </summary>
internal sealed class Scan : Operator
{
    public override ImmutableArray<string> Types => ["Scan"];

    public override void InferShapes(ShapeContext node)
    {
        if (node.Node.Attribute("body")?.G is not { } body) return;
        var hasBatch = node.Opset is > 0 and < 9;
        var first = hasBatch ? 1 : 0;
        var scanned = node.Node.Int("num_scan_inputs", 0);
        var states = node.InputCount - first - scanned;
        if (scanned < 1 || states < 0 || body.Input.Count != states + scanned || body.Output.Count < states) return;

        TensorShape?[] initial = [.. Enumerable.Range(first, (int)states)
            .Select(i => hasBatch ? Without(node.Input(i), 0) : node.Input(i))];
        var inputAxes = node.Node.Ints("scan_input_axes");
        var slices = new TensorShape?[scanned];
        Dim passes = default;
        for (var i = 0; i < scanned; i++)
        {
            var whole = hasBatch ? Without(node.Input(first + (int)states + i), 0) : node.Input((int)states + i);
            if (whole is null || Axes.Normal(i < inputAxes?.Count ? inputAxes[i] : 0, whole.Rank) is not { } axis) continue;
            passes = passes.IsKnown ? passes : whole[axis].Else(passes);
            slices[i] = Without(whole, axis);
        }

        var shapes = BodyFixpoint.Carry(initial, carries =>
            node.InferBody(body, [.. carries.Concat(slices).Select(shape => (shape, (TensorValue?)null))]) is { } table
                ? [.. body.Output.Select(output => table.Of(output.Name))]
                : null);
        if (shapes is null) return;
        var batch = node.InputCount > 1 ? node.Input(1) is { Rank: > 0 } shape ? shape[0] : Dim.Unknown : Dim.Unknown;
        var outputAxes = node.Node.Ints("scan_output_axes");
        for (var i = 0; i < shapes.Length; i++)
        {
            var output = shapes[i];
            if (i >= states && output is not null)
            {
                var wanted = i - (int)states < outputAxes?.Count ? outputAxes[i - (int)states] : 0;
                output = Axes.Normal(wanted, output.Rank + 1) is { } axis ? BodyFixpoint.Stack(output, passes, axis) : null;
            }
            node.SetOutput(i, hasBatch && output is not null ? output with { Dims = output.Dims.Insert(0, batch) } : output);
        }
    }

    private static TensorShape? Without(TensorShape? shape, int axis) =>
        shape is null || axis >= shape.Rank ? null : shape with { Dims = shape.Dims.RemoveAt(axis) };
}
