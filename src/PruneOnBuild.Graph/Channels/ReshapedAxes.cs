using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Graph.Channels;

/// <summary>
/// Reshape, Flatten and their like. Input and output axes fall into blocks of equal element count; within a block the row-major order of
/// elements is the same on both sides, so each index of an output axis is known by the channels it covers.
/// </summary>
internal static class ReshapedAxes
{
    /// <param name="resizable">Whether the size of an output axis can be rewritten after a cut, or follows by itself.</param>
    public static void Relate(AxisContext node, Func<int, bool> resizable)
    {
        if (node.InputShape(0) is not { } input || node.OutputShape(0) is not { } output)
        {
            return;
        }

        foreach (var (from, to) in ReshapeBlocks.Of(input.Dims, output.Dims))
        {
            RelateBlock(node, input, output, from, to, resizable);
        }
    }

    private static void RelateBlock(
        AxisContext node, TensorShape input, TensorShape output, Range from, Range to, Func<int, bool> resizable)
    {
        var inputAxes = Wide(input, from);
        var outputAxes = Wide(output, to);
        if (inputAxes is [var one] && outputAxes is [var other] && resizable(other))
        {
            node.Output(0, other, node.Input(0, one));
            return;
        }

        // Of several axes with channels none is cut: an index of the block would then belong to two channels at once.
        var tracked = inputAxes.Where(axis => node.Has(0, axis)).ToList();
        if (tracked.Count != 1
            || inputAxes.Any(axis => !input[axis].IsKnown) || outputAxes.Any(axis => !output[axis].IsKnown))
        {
            return;
        }

        var channels = node.Peek(0, tracked[0])!;
        var inner = inputAxes.Where(axis => axis > tracked[0]).Aggregate(1L, (product, axis) => product * input[axis].Value);
        int ChannelAt(long index) => channels[index / inner % channels.Length];

        foreach (var axis in outputAxes.Where(resizable))
        {
            if (AlongOneAxis(node, outputAxes, output, axis, ChannelAt) is { } along)
            {
                node.Input(0, tracked[0]);
                node.Output(0, axis, along);
                return;
            }
        }
    }

    /// <summary>The channels along an output axis, where each of its indices covers one channel only; else null.</summary>
    private static int[]? AlongOneAxis(AxisContext node, List<int> axes, TensorShape output, int axis, Func<long, int> channelAt)
    {
        var inner = axes.Where(other => other > axis).Aggregate(1L, (product, other) => product * output[other].Value);
        var size = output[axis].Value;
        var total = axes.Aggregate(1L, (product, other) => product * output[other].Value);
        var along = new int[size];
        var known = new bool[size];
        for (var index = 0L; index < total; index++)
        {
            var position = index / inner % size;
            var channel = channelAt(index);
            if (!known[position])
            {
                (along[position], known[position]) = (channel, true);
            }
            else if (!node.GoTogether(along[position], channel))
            {
                return null;
            }
        }

        return along;
    }

    private static List<int> Wide(TensorShape shape, Range range) =>
        [.. Enumerable.Range(0, shape.Rank).Take(range).Where(axis => !shape[axis].Is(1))];
}
