using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Structure;
using PruneOnBuild.Graph.Tensors;

namespace PruneOnBuild.Graph;

/// <summary>
/// One model with indices over its main graph: who makes a value, who reads it. A view: neither it nor <see cref="Proto"/> is
/// changed after construction. To edit, clone the proto, change the clone and build a new graph of it; tensor bytes are shared.
/// Construction checks that every value is defined once, that nothing undefined is read, that there is no cycle, and that tensors
/// hold what their type and dimensions ask for (POB2004 to POB2009).
/// </summary>
public sealed class ModelGraph
{
    private readonly ValueTable _values;
    private readonly IReadOnlyDictionary<string, TensorProto> _constantNodes;

    /// <summary>Checks and indexes the model.</summary>
    /// <param name="proto">The model. External tensors already carry their bytes (<see cref="Onnx.TensorProto.RawData"/>).</param>
    /// <param name="path">The file that diagnostics name.</param>
    public ModelGraph(ModelProto proto, string path)
    {
        if (proto.Graph is null) throw ModelErrors.NoGraph(path);
        TensorCheck.All(proto, path);
        Proto = proto;
        Path = path;
        _values = new ValueTable(proto.Graph, path);
        OperatorSets.Check(proto, path);
        Nodes = TopologicalOrder.Of(proto.Graph.Node, _values.ProducerOf, path);
        Inputs = [.. proto.Graph.Input.Where(input => _values.IsInput(input.Name))];
        _constantNodes = ConstantNodes.In(proto.Graph.Node);
    }

    public ModelProto Proto { get; }

    public GraphProto Graph => Proto.Graph;

    public string Path { get; }

    /// <summary>Nodes of the main graph, each after those it reads from; in the file's order where that already holds.</summary>
    public IReadOnlyList<NodeProto> Nodes { get; }

    /// <summary>What a caller must feed: graph inputs without those that an initializer of the same name fills.</summary>
    public IReadOnlyList<ValueInfoProto> Inputs { get; }

    public IReadOnlyList<ValueInfoProto> Outputs => Graph.Output;

    /// <summary>The node of the main graph that makes a value; null for graph inputs and initializers.</summary>
    public NodeProto? ProducerOf(string value) => _values.ProducerOf(value);

    /// <summary>Every reader of a value, in the file's order; a node that reads it twice counts twice. Graph outputs are not listed.</summary>
    public IReadOnlyList<ValueUse> UsesOf(string value) => _values.UsesOf(value);

    /// <summary>The one reader of a value that nothing else, and no caller, reads; null where there is none or are several.</summary>
    public ValueUse? OnlyUseOf(string value) => !IsOutput(value) && UsesOf(value) is [var use] ? use : null;

    /// <summary>Whether a caller feeds the value; false for initializers that are listed as inputs.</summary>
    public bool IsInput(string value) => _values.IsInput(value);

    public bool IsOutput(string value) => _values.IsOutput(value);

    /// <summary>The main graph's dense initializer of that name.</summary>
    public TensorProto? Initializer(string name) => _values.Initializer(name);

    /// <summary>
    /// The tensor that a value is: an initializer, or a Constant node's output. An initializer that is also listed as an input is a default
    /// that a caller could override; old exporters list every weight so, and nobody feeds them, so they count as constants here.
    /// </summary>
    public TensorProto? Constant(string value) => Initializer(value) ?? _constantNodes.GetValueOrDefault(value);

    /// <summary>Version of the operator set imported for a domain ("" and "ai.onnx" are the same); 0 where none is.</summary>
    public long Opset(string domain = "") => OperatorSets.Version(Proto, domain);
}
