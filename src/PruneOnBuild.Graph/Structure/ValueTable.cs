using PruneOnBuild.Graph.Onnx;

namespace PruneOnBuild.Graph.Structure;

/// <summary>Where each value of a main graph comes from and who reads it. Refuses a second definition and a missing one.</summary>
internal sealed class ValueTable
{
    private readonly Dictionary<string, NodeProto> _producers = [];
    private readonly Dictionary<string, List<ValueUse>> _uses = [];
    private readonly Dictionary<string, TensorProto> _initializers = [];
    private readonly HashSet<string> _sparseInitializers = [];
    private readonly HashSet<string> _inputs = [];
    private readonly HashSet<string> _outputs;
    private readonly string _path;

    public ValueTable(GraphProto graph, string path)
    {
        _path = path;
        _outputs = [.. graph.Output.Select(output => output.Name)];
        foreach (var input in graph.Input) Define(input.Name, _inputs.Add(input.Name), "a graph input");
        foreach (var tensor in graph.Initializer)
            Define(tensor.Name, _initializers.TryAdd(tensor.Name, tensor), "an initializer");
        foreach (var name in graph.SparseInitializer.Select(tensor => tensor.Values?.Name ?? ""))
            Define(name, !_initializers.ContainsKey(name) && _sparseInitializers.Add(name), "a sparse initializer");
        foreach (var node in graph.Node) AddOutputs(node);
        foreach (var node in graph.Node) AddUses(node);
        foreach (var output in graph.Output) RequireDefined(output.Name, "the graph's outputs");
    }

    public NodeProto? ProducerOf(string value) => _producers.GetValueOrDefault(value);

    public IReadOnlyList<ValueUse> UsesOf(string value) => _uses.TryGetValue(value, out var uses) ? uses : [];

    public TensorProto? Initializer(string name) => _initializers.GetValueOrDefault(name);

    public bool IsInput(string value) => _inputs.Contains(value) && !IsInitializer(value);

    public bool IsOutput(string value) => _outputs.Contains(value);

    private bool IsInitializer(string value) => _initializers.ContainsKey(value) || _sparseInitializers.Contains(value);

    private void AddOutputs(NodeProto node)
    {
        foreach (var output in node.Output.Where(output => output.Length > 0))
        {
            var isNew = !_inputs.Contains(output) && !IsInitializer(output) && _producers.TryAdd(output, node);
            Define(output, isNew, node.Describe());
        }
    }

    private void AddUses(NodeProto node)
    {
        for (var i = 0; i < node.Input.Count; i++)
        {
            if (node.Input[i].Length > 0) AddUse(node.Input[i], new ValueUse(node, i));
        }
        foreach (var name in Captures.Of(node)) AddUse(name, new ValueUse(node, ValueUse.Captured));
    }

    private void AddUse(string value, ValueUse use)
    {
        RequireDefined(value, use.Node.Describe());
        if (!_uses.TryGetValue(value, out var uses)) _uses.Add(value, uses = []);
        uses.Add(use);
    }

    private void Define(string value, bool isNew, string definer)
    {
        if (!isNew) throw ModelErrors.DefinedTwice(_path, value, FirstDefiner(value), definer);
    }

    private void RequireDefined(string value, string reader)
    {
        if (!_producers.ContainsKey(value) && !_inputs.Contains(value) && !IsInitializer(value))
            throw ModelErrors.Undefined(_path, value, reader);
    }

    private string FirstDefiner(string value) =>
        _producers.TryGetValue(value, out var node) ? node.Describe()
        : IsInitializer(value) ? "an initializer"
        : "a graph input";
}
