using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Graph.Channels;

/// <summary>
/// Heads of attention. A head goes as a whole: its channel lies at every index that the head holds along an axis, so that no dimension
/// inside a head goes by itself and the default scale, 1 / sqrt(dimensions of a head), stays.
/// </summary>
internal static class HeadAxes
{
    /// <summary>No model has more heads; a file may say so all the same.</summary>
    private const long MostHeads = 1 << 16;

    /// <summary>The same for all heads together.</summary>
    private const long MostIndices = 1 << 24;

    /// <summary>An extent as a number of heads; 0 where it is none.</summary>
    public static int Count(Dim extent) => extent is { IsKnown: true, Value: >= 1 and <= MostHeads } ? (int)extent.Value : 0;

    /// <summary>How many indices along an axis each of so many heads holds; 0 where that is not known.</summary>
    public static int SizeIn(Dim extent, int heads) =>
        heads > 0 && extent is { IsKnown: true, Value: > 0 and <= MostIndices } && extent.Value % heads == 0 ? (int)(extent.Value / heads) : 0;

    /// <summary>
    /// Channels for heads of queries, and for the keys and values that consecutive ones share. With a head of keys go all queries that read
    /// it; else the same member of every such run goes, so that all runs stay equally long. Null where the numbers do not fit.
    /// </summary>
    public static (int[] Queries, int[] Keys)? Grouped(AxisContext node, int queries, int keys)
    {
        if (keys == 0 || queries == 0 || queries % keys != 0) return null;
        var heads = node.NewChannels(keys);
        if (queries == keys) return (heads, heads);
        var members = node.NewChannels(queries / keys);
        return ([.. heads.SelectMany(head => members.Select(member => node.Product(head, member)))], heads);
    }

    /// <summary>The heads lie one after another along an axis of the input, all of one size.</summary>
    public static int[]? Join(AxisContext node, int input, int axis, int[] heads) =>
        JoinBlocks(node, input, axis, AxisRole.Carries, (heads, SizeIn(node.InputShape(input)?.Dims.ElementAtOrDefault(axis) ?? Dim.Unknown, heads.Length)));

    /// <summary>Several such blocks lie one after another. Where nothing is known of the axis, or it is not that long, no head goes.</summary>
    public static int[]? JoinBlocks(AxisContext node, int input, int axis, AxisRole role, params ReadOnlySpan<(int[] Heads, int Size)> blocks)
    {
        if (!node.HasInput(input)) return null;
        var channels = node.Input(input, axis, role);
        var length = 0L;
        foreach (var (heads, size) in blocks) length += (long)heads.Length * size;
        if (channels is { Length: > 0 } && channels.Length == length)
        {
            node.Join(channels, [.. blocks.ToArray().SelectMany(block => Spread(block.Heads, block.Size))]);
            return channels;
        }

        node.Join(channels, null);
        foreach (var (heads, _) in blocks) node.Join(heads, null);
        return channels;
    }

    /// <summary>What is added to scores [batch, heads, queries, keys]: it holds one number for all heads, or one for each.</summary>
    public static void JoinScores(AxisContext node, int input, int[] heads)
    {
        const int FromEnd = 3;
        if (!node.HasInput(input)) return;
        if (node.InputShape(input) is not { } shape) node.Join(heads, null);
        else if (shape.Rank >= FromEnd && !shape[-FromEnd].Is(1)) Join(node, input, shape.Rank - FromEnd, heads);
    }

    /// <summary>The heads lie one after another along an axis of the output, all of one size.</summary>
    public static void Output(AxisContext node, int output, int axis, int[] heads)
    {
        if (output >= node.Node.Output.Count || node.Node.Output[output].Length == 0) return;
        var size = node.OutputShape(output) is { } shape && axis < shape.Rank ? SizeIn(shape[axis], heads.Length) : 0;
        if (size == 0) node.Join(heads, null);
        else node.Output(output, axis, Spread(heads, size));
    }

    /// <summary>Writes how many heads are left into an attribute.</summary>
    /// <param name="channels">An axis, or a part of one, along which they lie.</param>
    public static void Cut(CutContext node, string attribute, int[]? channels)
    {
        if (channels is not null && node.IsCut(channels)) node.Node.SetInt(attribute, node.Dense.Int(attribute, 0) * node.Kept(channels) / channels.Length);
    }

    private static int[] Spread(int[] heads, int size) => [.. heads.SelectMany(head => Enumerable.Repeat(head, size))];
}
