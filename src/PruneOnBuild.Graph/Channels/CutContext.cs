using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Shapes;
using PruneOnBuild.Graph.Tensors;

namespace PruneOnBuild.Graph.Channels;

/// <summary>
/// What an operator sees while channels are cut around it: it rewrites those attributes and constants of its node that hold sizes or
/// positions. Weights need nothing here, they are cut along their channel axes by themselves.
/// </summary>
public sealed class CutContext
{
    private readonly AxisMap _map;
    private readonly Func<int, bool> _removed;
    private readonly Action<TensorProto> _addInitializer;

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

    public long Opset => _map.Model.Opset(Dense.Domain);

    public bool HasInput(int input) => input < Dense.Input.Count && Dense.Input[input].Length > 0;

    /// <summary>Channels along an input's axis before the cut.</summary>
    public int[]? Input(int input, int axis) => HasInput(input) ? _map.Channels(Dense.Input[input], axis) : null;

    /// <summary>Channels along an output's axis before the cut.</summary>
    public int[]? Output(int output, int axis) => output < Dense.Output.Count ? _map.Channels(Dense.Output[output], axis) : null;

    public TensorShape? InputShape(int input) => HasInput(input) ? _map.Shapes.Of(Dense.Input[input]) : null;

    public TensorShape? OutputShape(int output) => output < Dense.Output.Count ? _map.Shapes.Of(Dense.Output[output]) : null;

    /// <summary>Values of an integer constant input before the cut.</summary>
    public long[]? Ints(int input) =>
        HasInput(input) && _map.Model.Constant(Dense.Input[input]) is { } constant ? TensorReader.Longs(constant) : null;

    /// <summary>Whether the index stays. An index of which nothing is known stays.</summary>
    public bool Stays(int channel) => channel == AxisMap.Untracked || !_removed(channel);

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

    /// <summary>Gives the node a constant of its own for one input, of the old one's type and rank; others that share the old one keep it.</summary>
    public void ReplaceInput(int input, params ReadOnlySpan<long> values)
    {
        var old = HasInput(input) ? _map.Model.Constant(Dense.Input[input]) : null;
        var name = $"{Dense.Output[0]}_pruned_input{input}";
        var tensor = TensorWriter.Create(name, [values.Length], values);
        if (old is not null)
        {
            tensor = TensorWriter.WithLongs(old, old.Dims.Count == 0 ? [] : [values.Length], values);
            tensor.Name = name;
        }

        while (Node.Input.Count <= input)
        {
            Node.Input.Add("");
        }

        Node.Input[input] = name;
        _addInitializer(tensor);
    }
}
