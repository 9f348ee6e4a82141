using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Tensors;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Testing;

/// <summary>
/// A model of one node, written as its inputs in order: <c>NodeModel.Of("Slice").Input("n", 8).Longs(0).Longs(4)</c>. Inputs are
/// x0, x1, ...; outputs y0, y1, ..., whose shapes the file does not declare.
/// </summary>
public sealed class NodeModel
{
    private readonly NodeProto _node;
    private readonly GraphProto _graph = new() { Name = "node" };
    private long _opset;

    private NodeModel(string op, long opset, string domain) =>
        (_node, _opset) = (new NodeProto { OpType = op, Name = "node", Domain = domain }, opset);

    public static NodeModel Of(string op, long opset = 17, string domain = "") => new(op, opset, domain);

    /// <summary>The same inputs and attributes under another operator.</summary>
    public NodeModel Named(string op, long opset = 17)
    {
        (_node.OpType, _opset) = (op, opset);
        return this;
    }

    /// <summary>A float32 graph input; a text is a symbolic extent.</summary>
    public NodeModel Input(params object[] dims) => TypedInput(DataType.Float, dims);

    public NodeModel TypedInput(DataType type, params object[] dims)
    {
        var shape = new TensorShapeProto();
        foreach (var dim in dims)
        {
            shape.Dim.Add(dim is string symbol
                ? new TensorShapeProto.Types.Dimension { DimParam = symbol }
                : new TensorShapeProto.Types.Dimension { DimValue = Convert.ToInt64(dim, null) });
        }
        var tensor = new TypeProto.Types.Tensor { ElemType = (int)type, Shape = shape };
        _graph.Input.Add(new ValueInfoProto { Name = Next(), Type = new TypeProto { TensorType = tensor } });
        return this;
    }

    /// <summary>A constant vector.</summary>
    public NodeModel Longs(params long[] values) => Constant(TensorWriter.Create("", [values.Length], values));

    /// <summary>A constant of no axes.</summary>
    public NodeModel Scalar(long value) => Constant(TensorWriter.Create("", [], new[] { value }));

    /// <summary>A constant vector.</summary>
    public NodeModel Floats(params float[] values) => Constant(TensorWriter.Create("", [values.Length], values));

    public NodeModel Constant(TensorProto tensor)
    {
        tensor.Name = Next();
        _graph.Initializer.Add(tensor);
        return this;
    }

    /// <summary>An optional input left out.</summary>
    public NodeModel Omit()
    {
        _node.Input.Add("");
        return this;
    }

    /// <param name="value">long, int, float, string, long[], float[], TensorProto or GraphProto.</param>
    public NodeModel With(string attribute, object value)
    {
        switch (value)
        {
            case int number: _node.SetInt(attribute, number); break;
            case long number: _node.SetInt(attribute, number); break;
            case float number: _node.SetFloat(attribute, number); break;
            case string text: _node.SetString(attribute, text); break;
            case long[] numbers: _node.SetInts(attribute, numbers); break;
            case float[] numbers: _node.SetFloats(attribute, numbers); break;
            case TensorProto tensor: _node.SetTensor(attribute, tensor); break;
            case GraphProto graph: _node.SetGraph(attribute, graph); break;
            default: throw new ArgumentException($"Attribute '{attribute}' cannot be a {value.GetType().Name}.", nameof(value));
        }
        return this;
    }

    public ModelGraph Build(int outputs = 1)
    {
        var model = new ModelProto { IrVersion = 8, Graph = _graph.Clone(),
            OpsetImport = { new OperatorSetIdProto { Version = _opset } } };
        if (_node.Domain.Length > 0) model.OpsetImport.Add(new OperatorSetIdProto { Domain = _node.Domain, Version = 1 });
        var node = _node.Clone();
        for (var i = 0; i < outputs; i++)
        {
            node.Output.Add($"y{i}");
            model.Graph.Output.Add(new ValueInfoProto { Name = $"y{i}" });
        }
        model.Graph.Node.Add(node);
        return new ModelGraph(model, "node.onnx");
    }

    /// <summary>The node in a line, for messages.</summary>
    public override string ToString() =>
        $"{_node.OpType}-{_opset}({string.Join("; ", _node.Input.Select(Print))}) {string.Join(' ', _node.Attribute.Select(Print))}";

    private string Next()
    {
        var name = $"x{_node.Input.Count}";
        _node.Input.Add(name);
        return name;
    }

    private string Print(string input)
    {
        if (_graph.Initializer.FirstOrDefault(tensor => tensor.Name == input) is { } constant)
            return $"{string.Join(',', TensorReader.Floats(constant))}";
        return _graph.Input.FirstOrDefault(value => value.Name == input) is { } fed
            ? $"[{string.Join(',', fed.Type.TensorType.Shape.Dim.Select(dim => dim.HasDimParam ? dim.DimParam : $"{dim.DimValue}"))}]"
            : "-";
    }

    private static string Print(AttributeProto attribute) => $"{attribute.Name}=" + attribute.Type switch
    {
        AttributeProto.Types.AttributeType.Int => $"{attribute.I}",
        AttributeProto.Types.AttributeType.Ints => string.Join(',', attribute.Ints),
        AttributeProto.Types.AttributeType.String => attribute.S.ToStringUtf8(),
        AttributeProto.Types.AttributeType.Floats => string.Join(',', attribute.Floats),
        var type => $"{type}",
    };
}
