using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Tensors;

namespace PruneOnBuild.Benchmarks;

/// <summary>Appends nodes quickly: weights are zeros, because only analysis looks at them.</summary>
internal sealed class PlainGraph
{
    private readonly ModelProto _model = new()
    {
        IrVersion = 8,
        OpsetImport = { new OperatorSetIdProto { Domain = "", Version = 17 } },
        Graph = new GraphProto { Name = "large" },
    };

    private readonly Dictionary<string, int> _channels = [];
    private int _constants;

    public int Nodes => _model.Graph.Node.Count;

    public int Channels(string value) => _channels[value];

    public string Input(int channels, int space)
    {
        var shape = new TensorShapeProto();
        shape.Dim.AddRange(new long[] { 1, channels, space, space }.Select(dim => new TensorShapeProto.Types.Dimension { DimValue = dim }));
        _model.Graph.Input.Add(new ValueInfoProto { Name = "x", Type = new() { TensorType = new() { ElemType = 1, Shape = shape } } });
        _channels["x"] = channels;
        return "x";
    }

    public string Conv(string x, int channels, int kernel)
    {
        var padding = (kernel - 1L) / 2;
        return Node("Conv", channels, [x, Zeros(channels, Channels(x), kernel, kernel), Zeros(channels)], ("pads", [padding, padding, padding, padding]))[0];
    }

    public string Norm(string x)
    {
        var c = Channels(x);
        return Node("BatchNormalization", c, [x, Zeros(c), Zeros(c), Zeros(c), Zeros(c)])[0];
    }

    public string Relu(string x) => Node("Relu", Channels(x), [x])[0];

    public string Add(string x, string y) => Node("Add", Channels(x), [x, y])[0];

    public string Concat(string[] parts) => Node("Concat", parts.Sum(Channels), parts, axis: 1)[0];

    public string[] Halves(string x) =>
        Node("Split", Channels(x) / 2, [x, Longs(Channels(x) / 2, Channels(x) / 2)], axis: 1, outputs: 2);

    /// <summary>[1, C, H, W] -> [1, H * W, C].</summary>
    public string ToTokens(string x) =>
        Node("Transpose", Channels(x), [Node("Reshape", Channels(x), [x, Longs(0, Channels(x), -1)])[0]], ("perm", [0, 2, 1]))[0];

    public string ToImage(string x, int channels, int space) =>
        Node("Reshape", channels, [Node("Transpose", channels, [x], ("perm", [0, 2, 1]))[0], Longs(0, channels, space, space)])[0];

    public string Product(string x, int channels) => Node("MatMul", channels, [x, Zeros(Channels(x), channels)])[0];

    public string Heads(string x, int heads, params long[] order) =>
        Node("Transpose", Channels(x), [Node("Reshape", Channels(x), [x, Longs(0, 0, heads, Channels(x) / heads)])[0]], ("perm", order))[0];

    public string Attend(string query, string key, string value, int channels)
    {
        var weights = Node("Softmax", channels, [Node("MatMul", channels, [query, key])[0]], axis: 3)[0];
        var mixed = Node("Transpose", channels, [Node("MatMul", channels, [weights, value])[0]], ("perm", [0, 2, 1, 3]))[0];
        return Node("Reshape", channels, [mixed, Longs(0, 0, channels)])[0];
    }

    public ModelGraph Output(string value)
    {
        _model.Graph.Output.Add(new ValueInfoProto { Name = value });
        return new ModelGraph(_model, "large.onnx");
    }

    private string[] Node(string op, int channels, string[] inputs, (string Name, long[] Value)? ints = null, long? axis = null, int outputs = 1)
    {
        var node = new NodeProto { OpType = op, Name = $"{op}_{Nodes}", Input = { inputs } };
        node.Output.AddRange(Enumerable.Range(0, outputs).Select(output => $"v{Nodes}_{output}"));
        if (ints is ({ } name, var value)) node.SetInts(name, value);
        if (axis is { } along) node.SetInt("axis", along);
        _model.Graph.Node.Add(node);
        foreach (var output in node.Output) _channels[output] = channels;
        return [.. node.Output];
    }

    private string Zeros(params long[] dims) =>
        Constant(TensorWriter.Create($"c{_constants++}", dims, new float[dims.Aggregate(1L, (product, dim) => product * dim)]));

    private string Longs(params long[] values) => Constant(TensorWriter.Create($"c{_constants++}", [values.Length], values));

    private string Constant(TensorProto tensor)
    {
        _model.Graph.Initializer.Add(tensor);
        return tensor.Name;
    }
}
