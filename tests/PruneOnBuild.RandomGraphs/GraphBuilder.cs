using System.Collections.Immutable;
using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Onnx;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.RandomGraphs;

/// <summary>
/// A graph that grows block by block. Knows the current values with their shapes; blocks take one or more and put new ones in their place.
/// </summary>
public sealed partial class GraphBuilder
{
    /// <summary>Larger values would only make runs slow.</summary>
    private const int MostElements = 4096;
    private const int MostFlows = 4;

    private readonly List<Flow> _flows = [];
    private int _values;
    private int _nodes;

    internal GraphBuilder(GraphStyle style)
    {
        Style = style;
        Model = new ModelProto
        {
            IrVersion = style.IrVersion,
            OpsetImport = { new OperatorSetIdProto { Domain = "", Version = style.Opset } },
            Graph = new GraphProto { Name = "random" },
        };
    }

    internal GraphStyle Style { get; }

    internal ModelProto Model { get; }

    internal GraphProto Graph => Model.Graph;

    /// <summary>The current block's choices.</summary>
    internal Dice Dice { get; set; } = new(0);

    internal long Opset => Style.Opset;

    internal IReadOnlyList<Flow> Flows => _flows;

    /// <summary>Any current value that suits; null where none does.</summary>
    internal Flow? Take(Func<Flow, bool> suits)
    {
        var suited = _flows.Where(suits).ToArray();
        return suited.Length == 0 ? null : Dice.Pick(suited);
    }

    /// <summary>The new value takes the old one's place; now and then both stay, so that branches part.</summary>
    internal bool Put(Flow old, Flow next)
    {
        if (_flows.Count >= MostFlows || !Dice.Chance(15)) _flows.Remove(old);
        return Put(next);
    }

    /// <summary>Several values have been joined to one.</summary>
    internal bool Put(IEnumerable<Flow> olds, Flow next)
    {
        foreach (var old in olds) _flows.Remove(old);
        return Put(next);
    }

    internal bool Put(Flow next)
    {
        // What has grown too large goes on as the mean of each channel.
        _flows.Add(next.Elements > MostElements && next.IsSpatial
            ? Shaped([next.Batch, next.Channels, .. Enumerable.Repeat(1L, next.Rank - 2)], 1, "GlobalAveragePool", [next.Name])
            : next);
        return true;
    }

    /// <summary>Whether a value may grow by a factor.</summary>
    internal static bool Fits(Flow flow, double factor = 1) => flow.Elements * factor <= MostElements;

    /// <summary>A graph input that a caller feeds.</summary>
    internal Flow Input(IEnumerable<long> dims, int axis)
    {
        ImmutableArray<long> shape = [.. dims];
        return new Flow(Input(shape, Style.Type), shape, axis);
    }

    internal string Input(ImmutableArray<long> dims, DataType type)
    {
        var name = $"in{Graph.Input.Count}";
        Graph.Input.Add(Info(name, dims, type));
        if (Style.OpenBatch && dims.Length > 1) Graph.Input[^1].Type.TensorType.Shape.Dim[0] = new() { DimParam = "n" };
        return name;
    }

    /// <summary>A node with one output, named.</summary>
    internal string Node(string op, IEnumerable<string> inputs, params (string Name, object Value)[] attributes) =>
        Nodes(op, inputs, 1, attributes)[0];

    /// <summary>A node that reads one value and hands on its shape.</summary>
    internal Flow Like(Flow x, string op, IEnumerable<string> inputs, params (string Name, object Value)[] attributes) =>
        x with { Name = Node(op, inputs, attributes) };

    /// <summary>A node whose output has a shape that the block knows; the file sometimes declares it.</summary>
    internal Flow Shaped(IEnumerable<long> dims, int axis, string op, IEnumerable<string> inputs, params (string Name, object Value)[] attributes)
    {
        var flow = new Flow(Node(op, inputs, attributes), [.. dims], axis);
        if (Style.DeclaresShapes && !Style.OpenBatch) Graph.ValueInfo.Add(Info(flow.Name, flow.Dims, Style.Type));
        return flow;
    }

    internal string[] Nodes(string op, IEnumerable<string> inputs, int outputs, params (string Name, object Value)[] attributes)
    {
        var node = new NodeProto { OpType = op, Name = $"{op}_{_nodes++}", Input = { inputs } };
        for (var i = 0; i < outputs; i++) node.Output.Add($"v{_values++}");
        foreach (var (name, value) in attributes) Set(node, name, value);
        Graph.Node.Add(node);
        return [.. node.Output];
    }

    /// <summary>An operator of ONNX Runtime's own.</summary>
    internal Flow Contributed(Flow x, string op, IEnumerable<string> inputs, params (string Name, object Value)[] attributes)
    {
        var name = Node(op, inputs, attributes);
        Graph.Node[^1].Domain = "com.microsoft";
        if (Model.OpsetImport.Count == 1) Model.OpsetImport.Add(new OperatorSetIdProto { Domain = "com.microsoft", Version = 1 });
        return x with { Name = name };
    }

    internal void Output(string value)
    {
        if (Graph.Output.All(output => output.Name != value)) Graph.Output.Add(new ValueInfoProto { Name = value });
    }

    private static void Set(NodeProto node, string name, object value)
    {
        switch (value)
        {
            case int number: node.SetInt(name, number); break;
            case long number: node.SetInt(name, number); break;
            case float number: node.SetFloat(name, number); break;
            case string text: node.SetString(name, text); break;
            case long[] numbers: node.SetInts(name, numbers); break;
            case TensorProto tensor: node.SetTensor(name, tensor); break;
            case GraphProto graph: node.SetGraph(name, graph); break;
            default: throw new ArgumentException($"Attribute '{name}' cannot be a {value.GetType().Name}.", nameof(value));
        }
    }

    private static ValueInfoProto Info(string name, IEnumerable<long> dims, DataType type)
    {
        var shape = new TensorShapeProto();
        shape.Dim.AddRange(dims.Select(dim => new TensorShapeProto.Types.Dimension { DimValue = dim }));
        return new ValueInfoProto { Name = name, Type = new() { TensorType = new() { ElemType = (int)type, Shape = shape } } };
    }
}
