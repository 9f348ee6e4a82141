using PruneOnBuild.Graph.Onnx;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.RandomGraphs.Blocks;

/// <summary>Where a graph meets what is outside it: outputs, inputs, branches, quantized activations.</summary>
internal static class Edges
{
    /// <summary>A value that is also a graph output.</summary>
    public static bool Output(GraphBuilder g)
    {
        if (g.Take(x => g.Model.Graph.Input.All(input => input.Name != x.Name)) is not { } x) return false;
        g.Output(x.Name);
        return true;
    }

    /// <summary>An input that is added in the middle.</summary>
    public static bool InputAdded(GraphBuilder g)
    {
        if (g.Graph.Input.Count > 4 || g.Take(_ => true) is not { } x) return false;
        return g.Put(x, g.Like(x, g.Dice.Pick("Add", "Mul"), [x.Name, g.Input(x.Dims, x.Axis).Name]));
    }

    /// <summary>An input beside the current values.</summary>
    public static bool InputBeside(GraphBuilder g) =>
        g.Graph.Input.Count <= 4 && g.Flows.Count < 4 && g.Take(_ => true) is { } x && g.Put(g.Input(x.Dims, x.Axis));

    /// <summary>A branch of an If reads a value of the graph around it.</summary>
    public static bool If(GraphBuilder g)
    {
        if (g.Graph.Input.Count > 4 || g.Take(_ => true) is not { } x) return false;
        var condition = g.Input([], DataType.Bool);
        var bias = g.Bias([x.Channels, .. Enumerable.Repeat(1L, x.Rank - 1 - x.Axis)]);
        var (taken, other) = g.Dice.Chance(50) ? (Branch("Relu"), Branch("Neg")) : (Branch("Add", bias), Branch("Mul", bias));
        return g.Put(x, g.Like(x, "If", [condition], ("then_branch", taken), ("else_branch", other)));

        GraphProto Branch(string op, params string[] more) => new()
        {
            Name = op,
            Node = { new NodeProto { OpType = op, Name = $"{op}_of_{x.Name}", Input = { x.Name, more }, Output = { $"{op}_of_{x.Name}_out" } } },
            Output = { new ValueInfoProto { Name = $"{op}_of_{x.Name}_out", Type = new() { TensorType = new() { ElemType = (int)g.Style.Type } } } },
        };
    }

    /// <summary>Rounded to 8 bits and back, with one scale or one per channel.</summary>
    public static bool QuantizedActivation(GraphBuilder g)
    {
        if (g.Opset < 13 || g.Style.Type != DataType.Float || g.Take(_ => true) is not { } x) return false;
        var perChannel = g.Dice.Chance(40);
        var scales = Enumerable.Range(0, perChannel ? (int)x.Channels : 1).Select(_ => g.Dice.Pick(0.03125f, 0.0625f)).ToArray();
        var scale = perChannel ? g.Floats(scales) : g.Number(scales[0]);
        var axis = ("axis", (object)(perChannel ? x.Axis : 1));
        return g.Put(x, g.Like(x, "DequantizeLinear", [g.Node("QuantizeLinear", [x.Name, scale], axis), scale], axis));
    }
}
