using System.Collections.Immutable;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Policy.Diagnostics;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Graph.Shapes;

/// <summary>
/// One node as its operator sees it: what is known of its inputs, and where to say what follows for its outputs.
/// </summary>
public sealed class ShapeContext
{
    private readonly GraphInference _graph;
    private readonly TensorShape?[] _shapes;
    private readonly TensorValue?[] _values;

    internal ShapeContext(GraphInference graph, NodeProto node, long opset)
    {
        (_graph, Node, Opset) = (graph, node, opset);
        _shapes = new TensorShape?[node.Output.Count];
        _values = new TensorValue?[node.Output.Count];
    }

    public NodeProto Node { get; }

    /// <summary>Version of the operator set of the node's domain.</summary>
    public long Opset { get; }

    /// <summary>The model file, for messages.</summary>
    public string Path => _graph.Path;

    public int InputCount => Node.Input.Count;

    public int OutputCount => Node.Output.Count;

    /// <summary>False for an optional input left out, at the end or by an empty name.</summary>
    public bool HasInput(int index) => index < InputCount && Node.Input[index].Length > 0;

    public string InputName(int index) => HasInput(index) ? $"'{Node.Input[index]}'" : $"{index}";

    /// <summary>null where the input is absent, no tensor, or of unknown rank.</summary>
    public TensorShape? Input(int index) => HasInput(index) ? _graph.Table.Of(Node.Input[index]) : null;

    /// <summary>The shape of every input that is not left out; null as soon as one is not known.</summary>
    public ImmutableArray<TensorShape>? Inputs()
    {
        var shapes = Enumerable.Range(0, InputCount).Where(HasInput).Select(Input).ToArray();
        return shapes.Contains(null) ? null : [.. shapes.Select(shape => shape!)];
    }

    public DataType Type(int index) => Input(index)?.ElementType ?? DataType.Undefined;

    /// <summary>The contents of a small input as far as they are known.</summary>
    public TensorValue? Value(int index) => HasInput(index) ? _graph.Table.ValueOf(Node.Input[index]) : null;

    /// <summary>The contents of a small input of whole numbers, where all are known.</summary>
    public long[]? Ints(int index) => Value(index)?.Numbers;

    /// <summary>
    /// A list that older operator sets hold in an attribute and newer ones in an input. null where it is given but not known;
    /// <paramref name="given"/> is false where it is in neither place.
    /// </summary>
    public long[]? IntsOrAttribute(int index, string attribute, out bool given)
    {
        var list = Node.Ints(attribute);
        given = list is not null || HasInput(index);
        return HasInput(index) ? Ints(index) : list?.ToArray();
    }

    /// <summary>The tensor that one of the node's outputs always is, if the node is a Constant.</summary>
    public TensorProto? Constant() => OutputCount > 0 ? _graph.Table.Constant(Node.Output[0]) : null;

    public void SetOutput(int index, TensorShape? shape)
    {
        if (index < OutputCount) _shapes[index] = shape;
    }

    public void SetOutput(int index, DataType type, params IEnumerable<Dim> dims) =>
        SetOutput(index, new TensorShape(type, [.. dims]));

    /// <summary>Says what is known of an output's contents, and so that it is small.</summary>
    public void SetValue(int index, TensorValue? value)
    {
        if (index < OutputCount && value?.Count <= TensorValue.MostElements) _values[index] = value;
    }

    /// <summary>
    /// The shapes contradict each other. Where the node surely runs this ends the run; in a body or branch, which may never run,
    /// the outputs stay unknown.
    /// </summary>
    public void Reject(PruneOnBuildException error)
    {
        if (!_graph.IsBody) throw error;
        Array.Clear(_shapes);
    }

    /// <summary>
    /// Infers a body or branch whose inputs (by position) are as given, and gives its table; null where it is nested absurdly
    /// deep.
    /// </summary>
    public ShapeTable? InferBody(GraphProto body, IReadOnlyList<(TensorShape? Shape, TensorValue? Value)> inputs) =>
        _graph.InferBody(Node, body, inputs);

    internal TensorShape? Shape(int index) => _shapes[index];

    internal TensorValue? Contents(int index) => _values[index];
}
