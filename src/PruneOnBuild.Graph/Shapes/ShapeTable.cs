using PruneOnBuild.Graph.Onnx;

namespace PruneOnBuild.Graph.Shapes;

/// <summary>What is known, before any run, of every value of one graph: its shape and, for small tensors, its contents.</summary>
public sealed class ShapeTable
{
    private readonly ShapeTable? _outer;
    private readonly IReadOnlyDictionary<string, TensorProto> _constants;
    private readonly Dictionary<string, TensorShape?> _shapes = [];
    private readonly Dictionary<string, TensorValue> _values = [];
    private readonly Dictionary<GraphProto, ShapeTable> _bodies = new(ReferenceEqualityComparer.Instance);

    /// <param name="outer">The graph around this one, whose values a body may read.</param>
    /// <param name="constants">Tensors whose contents never change.</param>
    internal ShapeTable(ShapeTable? outer, IReadOnlyDictionary<string, TensorProto> constants) =>
        (_outer, _constants) = (outer, constants);

    /// <summary>
    /// null where not even the rank is known, where the value is no tensor, and for the empty name of an input left out.
    /// </summary>
    public TensorShape? Of(string value) =>
        _shapes.TryGetValue(value, out var shape) ? shape : _outer?.Of(value);

    /// <summary>The contents of a small tensor as far as they are known; see <see cref="TensorValue"/>.</summary>
    public TensorValue? ValueOf(string value)
    {
        if (_values.TryGetValue(value, out var known)) return known;
        if (_constants.TryGetValue(value, out var tensor)) return ConstantValue.Of(tensor);
        return _shapes.ContainsKey(value) ? null : _outer?.ValueOf(value);
    }

    /// <summary>The contents of a small tensor of whole numbers, where all are known.</summary>
    public long[]? IntsOf(string value) => ValueOf(value)?.Numbers;

    /// <summary>The table of a body or branch of one of this graph's nodes; its shapes are those of every pass.</summary>
    public ShapeTable? Of(GraphProto body) => _bodies.GetValueOrDefault(body);

    internal TensorProto? Constant(string value) => _constants.GetValueOrDefault(value);

    internal void Set(string value, TensorShape? shape, TensorValue? contents = null)
    {
        if (value.Length == 0) return;
        _shapes[value] = shape;
        if (contents is not null) _values[value] = contents;
    }

    internal void Set(GraphProto body, ShapeTable table) => _bodies[body] = table;
}
