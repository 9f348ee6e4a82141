using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Tensors;

namespace PruneOnBuild.Testing;

/// <summary>Raw nodes and weights, which the layers are made of.</summary>
public sealed partial class TinyModel
{
    /// <summary>
    /// A node of any operator. Inputs are value names, aliases or node names; "" leaves one out. The cursor moves to the first
    /// output; all outputs take the shape over: say <see cref="Shaped"/> where one differs.
    /// </summary>
    /// <param name="attributes">int, long, float, string, long[], float[], TensorProto or GraphProto.</param>
    public TinyModel Node(string op, string[] inputs, string[] outputs, params (string Name, object Value)[] attributes) =>
        Node(op, Unnamed(op), inputs, outputs, attributes);

    public TinyModel Node(string op, string name, string[] inputs, string[] outputs, params (string Name, object Value)[] attributes)
    {
        var shape = Current.Length > 0 ? Shape : [];
        var node = new NodeProto { OpType = op, Name = name, Output = { outputs } };
        node.Input.AddRange(inputs.Select(input => input.Length == 0 ? "" : ResolveInput(input)));
        foreach (var (attribute, value) in attributes) SetAttribute(node, attribute, value);
        Graph.Node.Add(node);
        foreach (var output in outputs.Where(output => output.Length > 0)) _shapes[output] = [.. shape];
        return MoveTo(outputs[0], shape);
    }

    /// <summary>The shape of the cursor's value, after a raw node.</summary>
    public TinyModel Shaped(params long[] dims)
    {
        _shapes[Current] = dims;
        return this;
    }

    /// <summary>An initializer of the model's element type; values from the seed where none are given. The cursor stays.</summary>
    public TinyModel Weight(string name, long[] dims, params float[] values)
    {
        var template = TensorWriter.Create(name, [0], ReadOnlySpan<float>.Empty);
        template.DataType = (int)_type;
        Graph.Initializer.Add(TensorWriter.WithFloats(template, dims, values.Length > 0 ? values : Normal(dims)));
        return this;
    }

    /// <summary>An int64 initializer (shapes, axes, indices). The cursor stays.</summary>
    public TinyModel Longs(string name, params long[] values)
    {
        Graph.Initializer.Add(TensorWriter.Create(name, [values.Length], values));
        return this;
    }

    /// <summary>A node that reads the cursor's value and then the given ones, and writes NAME.out.</summary>
    private TinyModel Layer(string op, string name, string[] rest, IEnumerable<long> shape, params (string Name, object Value)[] attributes) =>
        Node(op, name, [Current, .. rest], [$"{name}.out"], attributes).MoveTo($"{name}.out", shape);

    private string ResolveInput(string value) => Graph.Initializer.Any(tensor => tensor.Name == value) ? value : Resolve(value);

    private string Unnamed(string op)
    {
        var count = _counters[op] = _counters.GetValueOrDefault(op) + 1;
        return $"{op.ToLowerInvariant()}{count}";
    }

    /// <summary>Normal numbers that keep a layer's output near its input's size: deviation 1 / sqrt(inputs of one output).</summary>
    private float[] Normal(long[] dims, double mean = 0, double? deviation = null)
    {
        var spread = deviation ?? 1 / Math.Sqrt(Math.Max(1, ElementCounts.Of(dims.Skip(1))));
        return Numbers(dims, () => mean + spread * Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble()));
    }

    private float[] Uniform(long[] dims, double from, double to) => Numbers(dims, () => from + (to - from) * _random.NextDouble());

    private static float[] Numbers(long[] dims, Func<double> draw)
    {
        var numbers = new float[ElementCounts.Of(dims)];
        for (var i = 0; i < numbers.Length; i++) numbers[i] = (float)draw();
        return numbers;
    }

    private static void SetAttribute(NodeProto node, string name, object value)
    {
        switch (value)
        {
            case int number: node.SetInt(name, number); break;
            case long number: node.SetInt(name, number); break;
            case float number: node.SetFloat(name, number); break;
            case string text: node.SetString(name, text); break;
            case long[] numbers: node.SetInts(name, numbers); break;
            case float[] numbers: node.SetFloats(name, numbers); break;
            case TensorProto tensor: node.SetTensor(name, tensor); break;
            case GraphProto graph: node.SetGraph(name, graph); break;
            default: throw new ArgumentException($"Attribute '{name}' cannot be a {value.GetType().Name}.", nameof(value));
        }
    }
}
