using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Tensors;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Testing;

/// <summary>
/// Builds a small model where a test reads it, layer after layer, with weights from a seed:
/// <c>TinyModel.Input("x", 1, 3, 8, 8).Conv("conv1", 8).BatchNorm("bn1").Relu().Output("y")</c>.
/// A cursor stands on the last value; <see cref="As"/> names it, <see cref="From"/> goes back to a named one, so branches can part
/// and meet. Layers know the cursor's shape and size their weights by it. Node NAME writes value NAME.out and owns weights NAME.*.
/// </summary>
public sealed partial class TinyModel
{
    private readonly ModelProto _model = new()
    {
        IrVersion = 8,
        OpsetImport = { new OperatorSetIdProto { Domain = "", Version = 17 } },
        Graph = new GraphProto { Name = "tiny" },
    };

    private readonly Dictionary<string, string> _aliases = [];
    private readonly Dictionary<string, long[]> _shapes = [];
    private readonly Dictionary<string, int> _counters = [];
    private Random _random = new(1);
    private DataType _type = DataType.Float;

    private TinyModel()
    {
    }

    /// <summary>The value that the next layer reads.</summary>
    public string Current { get; private set; } = "";

    /// <summary>The cursor's shape; -1 where symbolic.</summary>
    public IReadOnlyList<long> Shape => _shapes[Current];

    private int Channels => (int)Shape[1];

    private GraphProto Graph => _model.Graph;

    /// <summary>A model with one input; -1 makes a symbolic dimension. Layers take axis 1 as channels.</summary>
    public static TinyModel Input(string name, params long[] dims) => new TinyModel().AlsoInput(name, dims);

    /// <summary>A further input, and the cursor on it.</summary>
    public TinyModel AlsoInput(string name, params long[] dims)
    {
        Graph.Input.Add(ValueInfo(name, dims));
        return MoveTo(name, dims);
    }

    /// <summary>Weights made from here on come from this seed (1 unless said).</summary>
    public TinyModel Seed(int seed)
    {
        _random = new Random(seed);
        return this;
    }

    /// <summary>Element type of the inputs, weights and outputs made from here on; call on a fresh model: <c>Of(Float16).AlsoInput</c>.</summary>
    public static TinyModel Of(DataType type) => new() { _type = type };

    public TinyModel Opset(long version, string domain = "")
    {
        if (_model.OpsetImport.FirstOrDefault(import => import.Domain == domain) is { } import) import.Version = version;
        else _model.OpsetImport.Add(new OperatorSetIdProto { Domain = domain, Version = version });
        return this;
    }

    /// <summary>Gives the cursor's value a second name for <see cref="From"/>, <see cref="Add(string, string?)"/> and <see cref="Concat"/>.</summary>
    public TinyModel As(string alias)
    {
        _aliases.Add(alias, Current);
        return this;
    }

    /// <summary>Puts the cursor back on a named value, an input, or the output of a named node.</summary>
    public TinyModel From(string value)
    {
        Current = Resolve(value);
        return this;
    }

    /// <summary>Any change the builder has no word for.</summary>
    public TinyModel Edit(Action<ModelProto> change)
    {
        change(_model);
        return this;
    }

    /// <summary>Makes the cursor's value a graph output of that name and goes on.</summary>
    public TinyModel AlsoOutput(string name)
    {
        Rename(Current, name);
        Graph.Output.Add(ValueInfo(name, _shapes[name]));
        return this;
    }

    /// <summary>Makes the cursor's value a graph output of that name and ends.</summary>
    public ModelGraph Output(string name) => AlsoOutput(name).Build();

    /// <summary>A model of its own; the builder may go on.</summary>
    public ModelGraph Build() => new(_model.Clone(), "tiny.onnx");

    private string Resolve(string value) =>
        _aliases.GetValueOrDefault(value) ?? (_shapes.ContainsKey(value) ? value : $"{value}.out");

    private TinyModel MoveTo(string value, IEnumerable<long> dims)
    {
        _shapes[value] = [.. dims];
        Current = value;
        return this;
    }

    private void Rename(string from, string to)
    {
        var inputs = Graph.Node.Select(node => node.Input);
        foreach (var names in inputs.Concat(Graph.Node.Select(node => node.Output)))
        {
            for (var i = 0; i < names.Count; i++)
            {
                if (names[i] == from) names[i] = to;
            }
        }
        foreach (var alias in _aliases.Where(pair => pair.Value == from).Select(pair => pair.Key).ToArray()) _aliases[alias] = to;
        _shapes[to] = _shapes[from];
        Current = to;
    }

    private ValueInfoProto ValueInfo(string name, long[] dims)
    {
        var shape = new TensorShapeProto();
        foreach (var dim in dims)
        {
            shape.Dim.Add(dim >= 0
                ? new TensorShapeProto.Types.Dimension { DimValue = dim }
                : new TensorShapeProto.Types.Dimension { DimParam = "n" });
        }
        return new ValueInfoProto
        {
            Name = name,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)_type, Shape = shape } },
        };
    }
}
