using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Tensors;

namespace PruneOnBuild.Benchmarks.SparseModels;

/// <summary>Appends layers with random weights, of a size that keeps activations near 1 however deep the network is.</summary>
internal sealed class NetworkBuilder
{
    private const double ReluGain = 2;

    private readonly Random _random = new(11);
    private readonly ModelProto _model = new()
    {
        IrVersion = 8,
        OpsetImport = { new OperatorSetIdProto { Domain = "", Version = 17 } },
        Graph = new GraphProto { Name = "network" },
    };

    public string Input(params long[] dims)
    {
        _model.Graph.Input.Add(Info("x", dims));
        return "x";
    }

    /// <summary>Padded so that a stride of 1 keeps the size.</summary>
    public string Conv(string x, int inputs, int outputs, int kernel, int stride = 1, int groups = 1, double gain = ReluGain)
    {
        long padding = kernel / 2;
        int fanIn = inputs / groups * kernel * kernel;
        string y = Node("Conv", x, Weights(gain / fanIn, outputs, inputs / groups, kernel, kernel), Bias(outputs));
        Last.SetInts("kernel_shape", [kernel, kernel]);
        Last.SetInts("pads", [padding, padding, padding, padding]);
        Last.SetInts("strides", [stride, stride]);
        if (groups > 1)
            Last.SetInt("group", groups);
        return y;
    }

    public string Relu(string x) => Node("Relu", x);

    public string Add(string x, string y) => Node("Add", x, y);

    public string MaxPool(string x)
    {
        string y = Node("MaxPool", x);
        Last.SetInts("kernel_shape", [3, 3]);
        Last.SetInts("pads", [1, 1, 1, 1]);
        Last.SetInts("strides", [2, 2]);
        return y;
    }

    /// <summary>[n, c, h, w] -> [n, c].</summary>
    public string Pool(string x) => Node("Flatten", Node("GlobalAveragePool", x));

    public string Gemm(string x, int inputs, int outputs)
    {
        string y = Node("Gemm", x, Weights(ReluGain / inputs, outputs, inputs), Bias(outputs));
        Last.SetInt("transB", 1);
        return y;
    }

    /// <summary>A product and its bias, as exporters write linear layers of sequences.</summary>
    public string Linear(string x, int inputs, int outputs) => Add(Node("MatMul", x, Weights(ReluGain / inputs, inputs, outputs)), Bias(outputs));

    /// <summary>x / 2 * (1 + erf(x / sqrt 2)), as exporters write it.</summary>
    public string Gelu(string x)
    {
        string erf = Node("Erf", Node("Div", x, Scalar(MathF.Sqrt(2))));
        return Node("Mul", Node("Mul", x, Add(erf, Scalar(1))), Scalar(0.5f));
    }

    public string LayerNorm(string x, int width) => Node("LayerNormalization", x, Constant([width], (_, _) => 1), Bias(width));

    public ModelGraph Output(string y, params long[] dims)
    {
        _model.Graph.Output.Add(Info(y, dims));
        return new ModelGraph(_model, "network.onnx");
    }

    private NodeProto Last => _model.Graph.Node[^1];

    private string Node(string op, params string[] inputs)
    {
        int count = _model.Graph.Node.Count;
        _model.Graph.Node.Add(new NodeProto { OpType = op, Name = $"{op}_{count}", Input = { inputs }, Output = { $"v{count}" } });
        return $"v{count}";
    }

    private string Weights(double variance, params int[] dims)
    {
        float spread = (float)Math.Sqrt(12 * variance);
        // None is zero: a runtime that looks for zeros shall find none.
        return Constant(dims, (random, _) => (random.NextSingle() - 0.5f) * spread is var weight && weight != 0 ? weight : spread);
    }

    private string Bias(int length) => Constant([length], (random, _) => (random.NextSingle() - 0.5f) * 0.1f);

    private string Scalar(float value) => Constant([], (_, _) => value);

    private string Constant(int[] dims, Func<Random, int, float> value)
    {
        var values = new float[dims.Aggregate(1, (product, dim) => product * dim)];
        for (int i = 0; i < values.Length; i++)
            values[i] = value(_random, i);
        string name = $"c{_model.Graph.Initializer.Count}";
        _model.Graph.Initializer.Add(TensorWriter.Create(name, [.. dims.Select(dim => (long)dim)], values));
        return name;
    }

    private static ValueInfoProto Info(string name, long[] dims)
    {
        var shape = new TensorShapeProto();
        shape.Dim.AddRange(dims.Select(dim => new TensorShapeProto.Types.Dimension { DimValue = dim }));
        return new ValueInfoProto { Name = name, Type = new() { TensorType = new() { ElemType = 1, Shape = shape } } };
    }
}
