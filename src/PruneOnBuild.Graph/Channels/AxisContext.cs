using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Graph.Channels;

/// <summary>
/// What an operator sees of the axis map while it says how its axes correspond. An input axis that it never asks for is frozen; an output
/// axis that it never sets cannot be cut.
/// </summary>
public sealed class AxisContext
{
    private readonly AxisMapper _mapper;
    private readonly HashSet<(int Input, int Axis)> _related = [];
    private string? _withoutChannels;

    internal AxisContext(AxisMapper mapper, NodeProto node)
    {
        _mapper = mapper;
        Node = node;
    }

    public NodeProto Node { get; }

    public long Opset => _mapper.Model.Opset(Node.Domain);

    /// <summary>Whether the optional input is there.</summary>
    public bool HasInput(int input) => input < Node.Input.Count && Node.Input[input].Length > 0;

    /// <summary>Whether the input is a constant that can be rewritten for this node.</summary>
    public bool IsConstant(int input) => HasInput(input) && _mapper.Model.Constant(Node.Input[input]) is not null;

    /// <summary>Whether the input is the same in every run: a constant, or computed from constants only.</summary>
    public bool IsFixed(int input) => HasInput(input) && _mapper.IsFixed(Node.Input[input]);

    /// <summary>Who reads an output.</summary>
    public IReadOnlyList<ValueUse> ReadersOf(int output) => _mapper.Model.UsesOf(Node.Output[output]);

    public bool IsGraphOutput(int output) => _mapper.Model.IsOutput(Node.Output[output]);

    /// <summary>Shape of an input; null where it is unknown or the input is absent.</summary>
    public TensorShape? InputShape(int input) => HasInput(input) ? _mapper.Shapes.Of(Node.Input[input]) : null;

    public TensorShape? OutputShape(int output) =>
        output < Node.Output.Count && Node.Output[output].Length > 0 ? _mapper.Shapes.Of(Node.Output[output]) : null;

    /// <summary>Values of a small integer input known at build time; null where it has none.</summary>
    public long[]? Ints(int input) => HasInput(input) ? _mapper.Shapes.IntsOf(Node.Input[input]) : null;

    /// <summary>The same for any value of the graph.</summary>
    public long[]? IntsOf(string value) => _mapper.Shapes.IntsOf(value);

    /// <summary>What is known of a small input's contents at build time.</summary>
    public TensorValue? Value(int input) => HasInput(input) ? _mapper.Shapes.ValueOf(Node.Input[input]) : null;

    /// <summary>
    /// The channels along one axis of an input, which the operator herewith takes care of. Null where nothing may be cut, or where the
    /// input or axis does not exist.
    /// </summary>
    /// <param name="zeroPoint">Input that holds what stands for 0 in this one, where it is quantised.</param>
    public int[]? Input(int input, int axis, AxisRole role = AxisRole.Carries, int? zeroPoint = null)
    {
        if (!HasInput(input) || axis < 0)
        {
            return null;
        }

        _related.Add((input, axis));
        var channels = _mapper.Channels(Node.Input[input], axis);
        _withoutChannels = channels is null ? Node.Input[input] : _withoutChannels;
        if (channels is not null)
        {
            _mapper.Add(new AxisUse(Node, input, Node.Input[input], axis, role, _mapper.IsFixed(Node.Input[input]), zeroPoint));
        }

        return channels;
    }

    /// <summary>The same without taking care of it: an operator looks before it decides.</summary>
    public int[]? Peek(int input, int axis) => HasInput(input) ? _mapper.Channels(Node.Input[input], axis) : null;

    /// <summary>What the operator has said of an output's axis so far.</summary>
    public int[]? OutputChannels(int output, int axis) => _mapper.Channels(Node.Output[output], axis);

    /// <summary>Whether an input's axis has channels.</summary>
    public bool Has(int input, int axis) => Peek(input, axis) is not null;

    /// <summary>Says which channels lie along an axis of an output. Where they cannot, since there are more or fewer of them, they are frozen.</summary>
    public void Output(int output, int axis, int[]? channels)
    {
        if (axis < 0 || OutputShape(output) is not { } shape || axis >= shape.Rank)
        {
            return;
        }

        if (channels is not null && shape[axis].IsKnown && shape[axis].Value != channels.Length)
        {
            Freeze(channels, Reason("do not fit the output"));
        }
        else
        {
            _mapper.SetChannels(Node.Output[output], shape.Dims.Length, axis, channels);
        }
    }

    /// <summary>New channels, for an operator that makes indices of its own or splits those of others.</summary>
    public int[] NewChannels(int count) => _mapper.Sets.Add(count);

    /// <summary>New channels along an output axis, for an operator that makes a constant of a given size.</summary>
    public void NewOutput(int output, int axis, int size) => Output(output, axis, NewChannels(size));

    /// <summary>A channel that stays where all factors stay; see <see cref="ChannelSets.Product"/>.</summary>
    public int Product(params ReadOnlySpan<int> factors) => _mapper.Sets.Product(factors);

    /// <summary>From now on the channel stays exactly where all factors stay. Where nothing is known of it, all factors are frozen.</summary>
    public void JoinProduct(int channel, params ReadOnlySpan<int> factors)
    {
        if (channel != AxisMap.Untracked)
        {
            _mapper.Sets.Join(channel, _mapper.Sets.Product(factors));
            return;
        }

        foreach (var factor in factors)
        {
            _mapper.Sets.Freeze(factor, Reason("lies beside elements that may not be cut"));
        }
    }

    /// <summary>Index by index, the two axes go together; what has no partner that may be cut is frozen.</summary>
    public void Join(int[]? a, int[]? b)
    {
        if (ReferenceEquals(a, b))
        {
            return;
        }

        if (a is null || b is null || a.Length != b.Length)
        {
            Freeze(a, Combined());
            Freeze(b, Combined());
            return;
        }

        for (var i = 0; i < a.Length; i++)
        {
            if (a[i] != AxisMap.Untracked && b[i] != AxisMap.Untracked)
            {
                _mapper.Sets.Join(a[i], b[i]);
            }
            else if (a[i] != b[i])
            {
                _mapper.Sets.Freeze(Math.Max(a[i], b[i]), Combined());
            }
        }
    }

    /// <summary>All channels of one array go together.</summary>
    public void JoinAll(ReadOnlySpan<int> channels)
    {
        var untracked = channels.Contains(AxisMap.Untracked);
        var first = AxisMap.Untracked;
        foreach (var channel in channels)
        {
            if (channel == AxisMap.Untracked)
            {
                continue;
            }

            first = first == AxisMap.Untracked ? channel : first;
            _mapper.Sets.Join(first, channel);
        }

        if (untracked && first != AxisMap.Untracked)
        {
            _mapper.Sets.Freeze(first, Combined());
        }
    }

    public void Freeze(int[]? channels, string why) => _mapper.Freeze(channels, why);

    /// <summary>Freezes one axis of an input, in words that tell more than its being left out.</summary>
    public void FreezeAxis(int input, int axis, string why)
    {
        if (HasInput(input) && axis < InputShape(input)?.Rank)
        {
            _mapper.FreezeAxis(Node.Input[input], axis, Reason(why));
        }
    }

    /// <summary>Freezes every axis of the input that the operator has not taken care of so far.</summary>
    public void FreezeOthers(int input, string why)
    {
        for (var axis = 0; axis < InputShape(input)?.Rank; axis++)
        {
            if (!_related.Contains((input, axis)))
            {
                FreezeAxis(input, axis, why);
            }
        }
    }

    /// <summary>The node as a user finds it, then why.</summary>
    public string Reason(string why) => $"{why} in {Node.Describe()}";

    /// <summary>Records what the node costs; see <see cref="Channels.MultiplyAdds"/>. A size that is not known counts as one.</summary>
    /// <param name="uncut">Sizes that no cut changes, such as kernel and output positions.</param>
    /// <param name="axes">Sizes that a cut may change, with their channels; where there are none, no cut changes them either.</param>
    public void Costs(IEnumerable<Dim> uncut, params IEnumerable<(Dim Size, int[]? Channels)> axes)
    {
        var all = axes.ToList();
        var sizes = uncut.Concat(all.Where(axis => axis.Channels is null).Select(axis => axis.Size)).ToList();
        var coefficient = sizes
            .Aggregate(1.0, (product, size) => size.IsKnown ? product * size.Value : product);
        _mapper.Add(new MultiplyAdds(Node, coefficient, [.. all.Select(axis => axis.Channels).OfType<int[]>()])
        {
            IsExact = sizes.TrueForAll(size => size.IsKnown),
        });
    }

    /// <summary>What cannot be cut takes its partner along; a user wants to know where that comes from.</summary>
    private string Combined() =>
        _withoutChannels is { } value && _mapper.Origin(value) is { } origin
            ? Reason($"meets what comes from {origin}") : Reason("is combined with channels that may not be cut");

    internal void FreezeTheRest()
    {
        for (var input = 0; input < Node.Input.Count; input++)
        {
            if (!HasInput(input))
            {
                continue;
            }

            var rank = InputShape(input)?.Dims.Length;
            for (var axis = 0; axis < rank; axis++)
            {
                if (!_related.Contains((input, axis)))
                {
                    _mapper.FreezeAxis(Node.Input[input], axis, Reason("may not be cut"));
                }
            }

            if (rank is null)
            {
                _mapper.FreezeValue(Node.Input[input], Reason("has a shape that is not known"));
            }
        }
    }
}
