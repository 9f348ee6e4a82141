using System.Collections.Immutable;
using PruneOnBuild.Graph.Shapes;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Graph.Operators;

/// <summary>
/// A body run many times: inputs count, condition, then values carried from pass to pass; outputs the carried values, then one
/// stack [passes, ...] for each further output of the body.
/// </summary>
internal sealed class Loop : Operator
{
    public override ImmutableArray<string> Types => ["Loop"];

    public override void InferShapes(ShapeContext node)
    {
        if (node.Node.Attribute("body")?.G is not { } body) return;
        var carried = Math.Max(node.InputCount - 2, 0);
        if (body.Input.Count != carried + 2 || body.Output.Count < carried + 1) return;
        var initial = Enumerable.Range(2, carried).Select(node.Input).ToArray();
        var shapes = BodyFixpoint.Carry(initial, carries =>
        {
            (TensorShape?, TensorValue?)[] inputs =
                [(new TensorShape(DataType.Int64), null), (new TensorShape(DataType.Bool), null),
                    .. carries.Select(shape => (shape, (TensorValue?)null))];
            return node.InferBody(body, inputs) is { } table
                ? [.. body.Output.Skip(1).Select(output => table.Of(output.Name))] : null;
        });
        if (shapes is null) return;
        for (var i = 0; i < carried; i++) node.SetOutput(i, shapes[i]);
        for (var i = carried; i < shapes.Length; i++) node.SetOutput(i, BodyFixpoint.Stack(shapes[i], Dim.Unknown, 0));
    }
}
