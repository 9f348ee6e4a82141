using System.Collections.Immutable;
using PruneOnBuild.Graph.Onnx;

namespace PruneOnBuild.Graph.Shapes;

/// <summary>What the inference of every graph of one model shares.</summary>
internal sealed class ModelInference
{
    private readonly ModelGraph _model;
    private readonly IReadOnlyDictionary<string, long> _symbols;
    private readonly IReadOnlyDictionary<string, long[]> _inputShapes;
    private readonly HashSet<(string Domain, string Name)> _functions;
    private readonly bool _declaredHolds;

    public ModelInference(
        ModelGraph model, IReadOnlyDictionary<string, long> symbols, IReadOnlyDictionary<string, long[]> inputShapes)
    {
        (_model, _symbols, _inputShapes) = (model, symbols, inputShapes);
        _functions = [.. model.Proto.Functions.Select(function => (function.Domain, function.Name))];
        // Extents declared inside the graph were computed for the declared inputs; they hold no more where a caller chose others.
        _declaredHolds = !model.Inputs.Any(input => inputShapes.ContainsKey(input.Name)
            && DeclaredShapes.Of(input.Type, symbols) is { } declared && !Agree(declared.Dims, inputShapes[input.Name]));
    }

    public string Path => _model.Path;

    public ShapeTable Infer()
    {
        var constants = new Dictionary<string, TensorProto>();
        var constantNodes = _model.Nodes.Where(IsConstant).Select(node => node.Output[0]);
        foreach (var name in _model.Graph.Initializer.Select(tensor => tensor.Name).Concat(constantNodes))
        {
            if (_model.Constant(name) is { } tensor) constants[name] = tensor;
        }
        var table = new ShapeTable(null, constants);
        var graph = new GraphInference(this, _model.Graph, table);
        foreach (var input in _model.Inputs) graph.SetInput(input.Name, InputShape(input));
        graph.Run(_model.Nodes);
        return table;
    }

    public long Opset(string domain) => _model.Opset(domain);

    /// <summary>Whether the model itself defines the node's operator.</summary>
    public bool IsFunction(NodeProto node) => _functions.Count > 0 && _functions.Contains((node.Domain, node.OpType));

    /// <summary>A shape that the file states, as far as it can be believed.</summary>
    public TensorShape? Declared(TypeProto? type)
    {
        var shape = DeclaredShapes.Of(type, _symbols);
        return _declaredHolds ? shape : shape is null ? null : shape with { Dims = [.. shape.Dims.Select(_ => Dim.Unknown)] };
    }

    private TensorShape? InputShape(ValueInfoProto input)
    {
        var declared = DeclaredShapes.Of(input.Type, _symbols);
        if (!_inputShapes.TryGetValue(input.Name, out var given)) return declared;
        return new TensorShape((TensorProto.Types.DataType)(input.Type?.TensorType?.ElemType ?? 0), given);
    }

    private static bool IsConstant(NodeProto node) => node.OpType == "Constant" && node.Output.Count == 1;

    private static bool Agree(ImmutableArray<Dim> declared, long[] given) =>
        declared.Length == given.Length && declared.Zip(given, (dim, number) => !dim.Differs(number)).All(agrees => agrees);
}
