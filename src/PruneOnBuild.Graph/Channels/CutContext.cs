using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Shapes;
using PruneOnBuild.Graph.Tensors;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Graph.Channels;

/// <summary>
/// What an operator sees while channels are cut around it: it rewrites those attributes and inputs of its node that hold sizes or positions.
/// Weights need nothing here, they are cut along their channel axes by themselves. Shapes that a model computes keep the dense model's numbers
/// (see <see cref="Operators.Shape"/>), so arithmetic on them stays true; whoever takes such numbers for sizes of cut axes rewrites them here.
/// </summary>
public sealed class CutContext
{
    private readonly AxisMap _map;
    private readonly Func<int, bool> _removed;
    private readonly Action<TensorProto> _addInitializer;
    private readonly List<NodeProto> _before = [];
    private readonly List<NodeProto> _after = [];

    /// <param name="map">Axis map of the dense model.</param>
    /// <param name="dense">The node in the dense model.</param>
    /// <param name="node">Its copy in the pruned model, which the operator edits.</param>
    /// <param name="removed">Whether a channel goes.</param>
    /// <param name="addInitializer">Takes a new constant of the pruned model.</param>
    public CutContext(AxisMap map, NodeProto dense, NodeProto node, Func<int, bool> removed, Action<TensorProto> addInitializer)
    {
        _map = map;
        Dense = dense;
        Node = node;
        _removed = removed;
        _addInitializer = addInitializer;
    }

    /// <summary>The node before the cut.</summary>
    public NodeProto Dense { get; }

    /// <summary>The node to edit.</summary>
    public NodeProto Node { get; }

    /// <summary>New nodes that must run before this one, in order.</summary>
    public IReadOnlyList<NodeProto> Before => _before;

    /// <summary>New nodes that read this one, in order.</summary>
    public IReadOnlyList<NodeProto> After => _after;

    public long Opset => _map.Model.Opset(Dense.Domain);

    public bool HasInput(int input) => input < Dense.Input.Count && Dense.Input[input].Length > 0;

    /// <summary>Channels along an input's axis before the cut.</summary>
    public int[]? Input(int input, int axis) => HasInput(input) ? _map.Channels(Dense.Input[input], axis) : null;

    /// <summary>Channels along an output's axis before the cut.</summary>
    public int[]? Output(int output, int axis) => output < Dense.Output.Count ? _map.Channels(Dense.Output[output], axis) : null;

    public TensorShape? InputShape(int input) => HasInput(input) ? _map.Shapes.Of(Dense.Input[input]) : null;

    public TensorShape? OutputShape(int output) => output < Dense.Output.Count ? _map.Shapes.Of(Dense.Output[output]) : null;

    /// <summary>Values of an integer input before the cut, where all are known without a run.</summary>
    public long[]? Ints(int input) => HasInput(input) ? _map.Shapes.IntsOf(Dense.Input[input]) : null;

    /// <summary>The same for any value of the dense model.</summary>
    public long[]? IntsOf(string value) => _map.Shapes.IntsOf(value);

    /// <summary>What is known of a small input before the cut.</summary>
    public TensorValue? Value(int input) => HasInput(input) ? _map.Shapes.ValueOf(Dense.Input[input]) : null;

    /// <summary>Who reads an output of the dense node.</summary>
    public IReadOnlyList<ValueUse> ReadersOf(int output) => _map.Model.UsesOf(Dense.Output[output]);

    /// <summary>Whether the index stays. An index of which nothing is known stays.</summary>
    public bool Stays(int channel) => AxisMap.Stays(channel, _removed);

    /// <summary>Whether any channel of the axis goes.</summary>
    public bool IsCut(int[]? channels) => channels is not null && channels.Any(channel => !Stays(channel));

    /// <summary>How many of the first <paramref name="count"/> indices stay.</summary>
    public int KeptAmong(int[] channels, int count)
    {
        var kept = 0;
        for (var i = 0; i < count; i++)
        {
            kept += Stays(channels[i]) ? 1 : 0;
        }

        return kept;
    }

    /// <summary>How many indices stay.</summary>
    public int Kept(int[] channels) => KeptAmong(channels, channels.Length);

    /// <summary>How many indices stay along each axis of an output; null for axes of which no channel may go.</summary>
    public long?[] KeptSizes(int output) =>
        [.. Enumerable.Range(0, OutputShape(output)?.Rank ?? 0).Select(axis => Output(output, axis) is { } channels ? Kept(channels) : (long?)null)];

    /// <summary>Gives the node a constant of its own for one input, of the old one's type and rank; others that share the old one keep it.</summary>
    public void ReplaceInput(int input, params ReadOnlySpan<long> values)
    {
        if (Ints(input) is { } same && values.SequenceEqual(same))
        {
            return;
        }

        NewInput(input, values);
    }

    /// <summary>The same for an input that the dense node need not have: an integer vector, or of the old one's type and rank.</summary>
    public void NewInput(int input, params ReadOnlySpan<long> values)
    {
        var old = InputShape(input);
        var type = old?.ElementType is null or DataType.Undefined ? DataType.Int64 : old.ElementType;
        var template = new TensorProto { Name = NewName(input), DataType = (int)type };
        var tensor = TensorWriter.WithLongs(template, old is { Rank: 0 } ? [] : [values.Length], values);
        while (Node.Input.Count <= input)
        {
            Node.Input.Add("");
        }

        Node.Input[input] = tensor.Name;
        _addInitializer(tensor);
    }

    /// <summary>Gives the node what is kept of a constant of real numbers, times a factor; others that share it keep theirs.</summary>
    public void ScaleInput(int input, double factor)
    {
        var tensor = _map.Model.Constant(Dense.Input[input])!;
        for (var axis = 0; axis < tensor.Dims.Count; axis++)
        {
            if (Input(input, axis) is { } channels)
            {
                tensor = TensorSlice.Gather(tensor, axis, [.. Enumerable.Range(0, channels.Length).Where(i => Stays(channels[i]))]);
            }
        }

        float[] scaled = Array.ConvertAll(TensorReader.Floats(tensor), number => (float)(number * factor));
        tensor = TensorWriter.WithFloats(tensor, [.. tensor.Dims], scaled);
        Node.Input[input] = tensor.Name = NewName(input);
        _addInitializer(tensor);
    }

    /// <summary>Writes some entries of an integer vector input and leaves the others, null, as they are or as the model computes them.</summary>
    public void ReplaceEntries(int input, IReadOnlyList<long?> entries)
    {
        if (Ints(input) is { } known)
        {
            ReplaceInput(input, [.. known.Zip(entries, (old, entry) => entry ?? old)]);
            return;
        }

        var name = NewName(input);
        _before.AddRange(Overwrite(Node.Input[input], name, entries));
        Node.Input[input] = name;
    }

    /// <summary>The same for an output that holds integers: its readers see the entries given.</summary>
    public void ReplaceOutputEntries(int output, IReadOnlyList<long?> entries)
    {
        var name = Node.Output[output];
        Node.Output[output] = $"{name}_pruned";
        _after.AddRange(Overwrite(Node.Output[output], name, entries));
    }

    /// <summary>entries where given, else the value: value * 0 + entry, value * 1 + 0. Works on integers in every operator set.</summary>
    private IEnumerable<NodeProto> Overwrite(string value, string result, IReadOnlyList<long?> entries)
    {
        string Constant(string role, IEnumerable<long> numbers)
        {
            long[] all = [.. numbers];
            var tensor = TensorWriter.Create($"{result}_{role}", [all.Length], all);
            _addInitializer(tensor);
            return tensor.Name;
        }

        var own = Constant("own", entries.Select(entry => entry is null ? 1L : 0L));
        var given = Constant("given", entries.Select(entry => entry ?? 0L));
        yield return new NodeProto { OpType = "Mul", Name = $"{result}_keep", Input = { value, own }, Output = { $"{result}_kept" } };
        yield return new NodeProto { OpType = "Add", Name = $"{result}_overwrite", Input = { $"{result}_kept", given }, Output = { result } };
    }

    private string NewName(int input) => $"{Dense.Output.First(output => output.Length > 0)}_pruned_input{input}";
}
