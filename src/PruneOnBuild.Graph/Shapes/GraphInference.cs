using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Operators;
using PruneOnBuild.Graph.Structure;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Graph.Shapes;

/// <summary>Walks the nodes of one graph, main graph or body, in order, and fills its table.</summary>
internal sealed class GraphInference
{
    private const int DeepestNesting = 8;

    private readonly ModelInference _model;
    private readonly string _scope;
    private readonly int _depth;
    private readonly Dictionary<string, TypeProto> _declared = [];

    /// <param name="scope">Set before every new symbol, so that bodies whose values have equal names do not share
    /// symbols.</param>
    public GraphInference(ModelInference model, GraphProto graph, ShapeTable table, string scope = "", int depth = 0)
    {
        (_model, Table, _scope, _depth) = (model, table, scope, depth);
        foreach (var value in graph.ValueInfo.Concat(graph.Output)) _declared[value.Name] = value.Type;
        foreach (var tensor in graph.Initializer) table.Set(tensor.Name, DeclaredShapes.Of(tensor));
        foreach (var tensor in graph.SparseInitializer) table.Set(tensor.Values?.Name ?? "", DeclaredShapes.Of(tensor));
    }

    public ShapeTable Table { get; }

    public bool IsBody => _depth > 0;

    public string Path => _model.Path;

    public void SetInput(string name, TensorShape? shape, TensorValue? value = null) =>
        Table.Set(name, Named(name, shape), value);

    public void Run(IEnumerable<NodeProto> nodes)
    {
        foreach (var node in nodes)
        {
            var context = new ShapeContext(this, node, _model.Opset(node.Domain));
            if (!_model.IsFunction(node)) OperatorCatalog.Find(node.Domain, node.OpType)?.InferShapes(context);
            for (var i = 0; i < node.Output.Count; i++)
                Table.Set(node.Output[i], Named(node.Output[i], Complete(node.Output[i], context.Shape(i))), context.Contents(i));
        }
    }

    public ShapeTable? InferBody(NodeProto node, GraphProto body, IReadOnlyList<(TensorShape? Shape, TensorValue? Value)> inputs)
    {
        if (_depth >= DeepestNesting) return null;
        var constants = ConstantNodes.In(body.Node);
        foreach (var tensor in body.Initializer) constants[tensor.Name] = tensor;
        var table = new ShapeTable(Table, constants);
        var scope = $"{_scope}{node.Output.FirstOrDefault(output => output.Length > 0)}.{body.Name}/";
        var inference = new GraphInference(_model, body, table, scope, _depth + 1);
        for (var i = 0; i < body.Input.Count; i++)
        {
            var (shape, value) = i < inputs.Count ? inputs[i] : default;
            inference.SetInput(body.Input[i].Name, shape ?? _model.Declared(body.Input[i].Type), value);
        }
        inference.Run(body.Node);
        Table.Set(body, table);
        return table;
    }

    /// <summary>Fills what inference left open from what the file declares.</summary>
    private TensorShape? Complete(string value, TensorShape? shape)
    {
        if (shape is not null && shape.ElementType != DataType.Undefined && !shape.Dims.Any(dim => dim.IsUnknown)) return shape;
        if (!_declared.TryGetValue(value, out var type) || _model.Declared(type) is not { } declared) return shape;
        if (shape is null) return declared;
        if (shape.Rank != declared.Rank) return shape;
        return new TensorShape(shape.ElementType == DataType.Undefined ? declared.ElementType : shape.ElementType,
            [.. shape.Dims.Zip(declared.Dims, (own, other) => own.Else(other))]);
    }

    /// <summary>Gives every unknown extent a symbol, so that readers of the value agree on it.</summary>
    private TensorShape? Named(string value, TensorShape? shape)
    {
        if (shape is null || !shape.Dims.Any(dim => dim.IsUnknown)) return shape;
        return shape with { Dims = [.. shape.Dims.Select((dim, axis) => dim.Else(Dim.Symbol($"{_scope}{value}[{axis}]")))] };
    }
}
