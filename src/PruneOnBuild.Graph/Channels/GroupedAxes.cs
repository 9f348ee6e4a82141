namespace PruneOnBuild.Graph.Channels;

/// <summary>
/// Channels of grouped convolutions. Every group must stay as wide as the others, so either whole groups go, or the same columns of every
/// group.
/// </summary>
internal static class GroupedAxes
{
    /// <summary>Whichever leaves the finer choice: with more groups than channels in a group (depthwise above all) groups go.</summary>
    public static bool LosesWholeGroups(int groups, int channelsPerGroup) => groups >= channelsPerGroup;

    /// <summary>The input and output channels of one group go together.</summary>
    public static void JoinGroups(AxisContext node, int groups, int[]? input, int[]? output)
    {
        if (groups <= 0 || input is null || output is null || input.Length % groups != 0 || output.Length % groups != 0)
        {
            node.Join(input, null);
            node.Join(output, null);
            return;
        }

        var (inputs, outputs) = (input.Length / groups, output.Length / groups);
        for (var group = 0; group < groups; group++)
        {
            node.JoinAll([.. input.AsSpan(group * inputs, inputs), .. output.AsSpan(group * outputs, outputs)]);
        }
    }

    /// <summary>Channel j of every group goes together.</summary>
    public static void JoinColumns(AxisContext node, int groups, int[]? channels)
    {
        if (groups <= 0 || channels is null || channels.Length % groups != 0)
        {
            node.Join(channels, null);
            return;
        }

        var width = channels.Length / groups;
        for (var column = 0; column < width; column++)
        {
            node.JoinAll([.. Enumerable.Range(0, groups).Select(group => channels[(group * width) + column])]);
        }
    }

    /// <summary>The same, and with column j of the weight that every group reads; where nothing is known of the weight, nothing goes.</summary>
    public static void JoinColumns(AxisContext node, int groups, int[]? channels, int[]? columns)
    {
        JoinColumns(node, groups, channels);
        if (columns is not null && (long)columns.Length * groups == channels?.Length)
        {
            node.Join(channels, [.. Enumerable.Repeat(columns, groups).SelectMany(column => column)]);
            return;
        }

        node.Join(channels, null);
        node.Join(columns, null);
    }
}
