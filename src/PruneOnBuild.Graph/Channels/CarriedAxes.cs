namespace PruneOnBuild.Graph.Channels;

/// <summary>Axes that an operator hands on as they are.</summary>
internal static class CarriedAxes
{
    /// <summary>Every axis of an input lies at the same place in an output: elementwise operators.</summary>
    public static void All(AxisContext node, int input = 0, int output = 0) => Where(node, _ => true, input, output);

    /// <summary>The axes chosen lie at the same place in an output; the others are frozen.</summary>
    public static void Where(AxisContext node, Func<int, bool> carried, int input = 0, int output = 0)
    {
        for (var axis = 0; axis < node.InputShape(input)?.Rank; axis++)
        {
            if (carried(axis))
            {
                node.Output(output, axis, node.Input(input, axis));
            }
        }
    }

    /// <summary>Batch and channels of [N, C, ...]: pooling, and whatever else works on each channel by itself.</summary>
    public static void BatchAndChannels(AxisContext node) => Where(node, axis => axis < 2);

    /// <summary>Parameters [C] of an input [N, C, ...], one per channel.</summary>
    public static void PerChannel(AxisContext node, params ReadOnlySpan<int> parameters)
    {
        var channels = node.Input(0, 1);
        foreach (var parameter in parameters)
        {
            if (node.HasInput(parameter))
            {
                node.Join(channels, node.Input(parameter, 0));
            }
        }
    }

    /// <summary>Output axis i is input axis order[i]; null where the output axis is new.</summary>
    public static void Permuted(AxisContext node, IReadOnlyList<int?> order)
    {
        for (var axis = 0; axis < order.Count; axis++)
        {
            if (order[axis] is { } source)
            {
                node.Output(0, axis, node.Input(0, source));
            }
        }
    }
}
