using System.Collections.Frozen;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Operators;
using PruneOnBuild.Graph.Shapes;
using PruneOnBuild.Graph.Structure;

namespace PruneOnBuild.Graph.Channels;

/// <summary>
/// Pushes channel indices through a model, node by node: each operator says how its axes correspond, and what no operator speaks of is
/// frozen. Coupled channels emerge; no pattern of layers is known to it.
/// </summary>
public sealed class AxisMapper
{
    private const int LongestOrigin = 100;

    private static readonly FrozenSet<string> HandsOn = FrozenSet.ToFrozenSet(
        ["Identity", "Cast", "Slice", "Split", "Reshape", "Squeeze", "Unsqueeze", "Transpose", "Gather", "Concat", "Flatten", "Expand", "Pad", "Shape"]);

    private readonly Dictionary<string, int[]?[]> _axes = [];
    private readonly Dictionary<string, string> _frozenConstants = [];
    private readonly HashSet<string> _computedConstants = [];
    private readonly List<AxisUse> _uses = [];
    private readonly List<MultiplyAdds> _multiplyAdds = [];

    private AxisMapper(ModelGraph model, ShapeTable shapes)
    {
        Model = model;
        Shapes = shapes;
    }

    internal ModelGraph Model { get; }

    internal ShapeTable Shapes { get; }

    internal ChannelSets Sets { get; } = new();

    /// <param name="model">The dense model.</param>
    /// <param name="shapes">Its shapes; axes of unknown size are frozen.</param>
    /// <param name="keep">Whether the channels that a node writes are to be kept, as the policy says.</param>
    public static AxisMap Map(ModelGraph model, ShapeTable shapes, Func<NodeProto, bool>? keep = null)
    {
        var mapper = new AxisMapper(model, shapes);
        foreach (var node in model.Nodes)
        {
            mapper.Visit(node);
            if (keep?.Invoke(node) == true)
            {
                mapper.FreezeOutputs(node, $"'{node.Name}' is listed under keep");
            }
        }

        foreach (var output in model.Graph.Output)
        {
            mapper.FreezeValue(output.Name, $"is graph output '{output.Name}'");
        }

        return new AxisMap(model, shapes, mapper.Sets, mapper._axes, mapper._uses, mapper._multiplyAdds);
    }

    /// <summary>Channels along an axis; a constant gets channels of its own when first asked for.</summary>
    internal int[]? Channels(string value, int axis)
    {
        if (!_axes.TryGetValue(value, out var axes))
        {
            if (Model.Constant(value) is not { } constant)
            {
                return null;
            }

            axes = _axes[value] = new int[]?[constant.Dims.Count];
        }

        if (axis >= axes.Length)
        {
            return null;
        }

        if (axes[axis] is null && Model.Constant(value) is { } tensor && tensor.Dims[axis] is > 0 and <= AxisMap.LongestAxis)
        {
            axes[axis] = Sets.Add((int)tensor.Dims[axis]);
            if (_frozenConstants.TryGetValue(value, out var reason))
            {
                Freeze(axes[axis], reason);
            }
        }

        return axes[axis];
    }

    internal void SetChannels(string value, int rank, int axis, int[]? channels)
    {
        if (channels is null)
        {
            return;
        }

        if (!_axes.TryGetValue(value, out var axes))
        {
            axes = _axes[value] = new int[]?[rank];
        }

        axes[axis] = channels;
    }

    internal void Freeze(int[]? channels, string reason)
    {
        foreach (var channel in channels ?? [])
        {
            if (channel != AxisMap.Untracked)
            {
                Sets.Freeze(channel, reason);
            }
        }
    }

    /// <summary>All axes of a value; for a constant also those that nobody has asked for yet.</summary>
    internal void FreezeValue(string value, string reason)
    {
        foreach (var channels in _axes.GetValueOrDefault(value) ?? [])
        {
            Freeze(channels, reason);
        }

        if (Model.Constant(value) is not null)
        {
            _frozenConstants.TryAdd(value, reason);
        }
    }

    /// <summary>One axis of a value; a constant's axis is asked for, so that it is frozen for later readers too.</summary>
    internal void FreezeAxis(string value, int axis, string reason) => Freeze(Channels(value, axis), reason);

    /// <summary>Whether a value is the same in every run: a constant, or computed from constants only.</summary>
    internal bool IsFixed(string value) => _computedConstants.Contains(value) || Model.Constant(value) is not null;

    /// <summary>Where a value without channels comes from: a graph input, or the node that mixes what it reads. Null for constants.</summary>
    internal string? Origin(string value)
    {
        for (var steps = 0; steps < LongestOrigin; steps++)
        {
            if (Model.IsInput(value))
            {
                return $"graph input '{value}'";
            }

            if (IsFixed(value) || Model.ProducerOf(value) is not { } producer)
            {
                return null;
            }

            // Through nodes that hand on what they read; from there on it is the node itself that a user looks for.
            if (producer.Input.FirstOrDefault(input => input.Length > 0 && !IsFixed(input)) is not { } next || !HandsOn.Contains(producer.OpType))
            {
                return producer.Describe();
            }

            value = next;
        }

        return null;
    }

    internal void Add(AxisUse use) => _uses.Add(use);

    internal void Add(MultiplyAdds multiplyAdds) => _multiplyAdds.Add(multiplyAdds);

    private void Visit(NodeProto node)
    {
        var context = new AxisContext(this, node);
        if (OperatorCatalog.Find(node.Domain, node.OpType) is { } known && !HasSubgraph(node))
        {
            known.RelateAxes(context);
        }

        context.FreezeTheRest();
        if (node.Input.Count > 0 && node.Input.All(input => input.Length == 0 || IsFixed(input)))
        {
            _computedConstants.UnionWith(node.Output);
        }

        foreach (var captured in Captures.Of(node))
        {
            FreezeValue(captured, $"is read inside '{node.Name}' ({node.OpType})");
        }
    }

    private static bool HasSubgraph(NodeProto node) => node.Subgraphs().Any();

    private void FreezeOutputs(NodeProto node, string reason)
    {
        foreach (var output in node.Output)
        {
            FreezeValue(output, reason);
        }
    }
}
