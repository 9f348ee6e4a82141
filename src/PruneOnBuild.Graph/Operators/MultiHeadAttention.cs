using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Graph.Operators;

/// <summary>
/// com.microsoft: query [batch, sequence, heads*head] with separate key and value [batch, kv, hidden], or in heads
/// [batch, heads, kv, head] -> [batch, sequence, V]; present key and value [batch, heads, past + kv, head]. Packed: key and value
/// in one [batch, kv, heads, 2, head], or all three in the query [batch, sequence, heads, 3, head].
/// GroupQueryAttention has fewer key than query heads; its query alone holds those of Q, K and V one after another.
/// </summary>
internal sealed class MultiHeadAttention : Operator
{
    /// <summary>Inputs of GroupQueryAttention.</summary>
    private const int ScoreBias = 10, Sink = 11, KeyScale = 12;

    public override ImmutableArray<string> Types =>
        ["com.microsoft:MultiHeadAttention", "com.microsoft:GroupQueryAttention", "com.microsoft:SparseAttention"];

    public override void InferShapes(ShapeContext node)
    {
        if (node.Input(0) is not { Rank: 3 or 5 } query) return;
        if (node.Node.OpType == "MultiHeadAttention") InferMultiHead(node, query);
        else if (query.Rank == 3) InferGrouped(node, query);
    }

    private static void InferMultiHead(ShapeContext node, TensorShape query)
    {
        var heads = node.Node.Int("num_heads", 0);
        if (query.Rank == 5 || node.Input(1) is { Rank: 5 })
        {
            node.SetOutput(0, query.ElementType, query[0], query[1], query.Rank == 5 ? query[2] * query[4] : query[2]);
            return;
        }
        if (node.Input(1) is not { } key || node.Input(2) is not { } value || value.Rank != key.Rank || heads <= 0
            || key.Rank is not (3 or 4)) return;
        var (keys, size) = key.Rank == 4 ? (key[2], value[3]) : (key[1], value[-1].DivideExactly(heads));
        node.SetOutput(0, query.ElementType, query[0], query[1], size * heads);
        var past = node.HasInput(6) ? node.Input(6) is { Rank: 4 } cache ? cache[2] : Dim.Unknown : 0;
        var keySize = key.Rank == 4 ? key[3] : key[2].DivideExactly(heads);
        node.SetOutput(1, query.ElementType, query[0], heads, past + keys, keySize);
        node.SetOutput(2, query.ElementType, query[0], heads, past + keys, size);
    }

    private static void InferGrouped(ShapeContext node, TensorShape query)
    {
        var (heads, keyHeads) = (node.Node.Int("num_heads", 0), node.Node.Int("kv_num_heads", 0));
        if (heads <= 0 || keyHeads <= 0) return;
        // Without key and value the query is packed: Q, K and V heads one after another.
        var size = query[2].DivideExactly(node.HasInput(1) ? heads : heads + 2 * keyHeads);
        node.SetOutput(0, query.ElementType, query[0], query[1], size * heads);
        // The cache is either grown or a shared buffer of fixed extent; lengths inside it only a run tells.
        for (var output = 1; output <= 2; output++)
            node.SetOutput(output, node.HasInput(3) ? node.Type(2 + output) : query.ElementType, query[0], keyHeads, Dim.Unknown, size);
    }

    public override void RelateAxes(AxisContext node)
    {
        if (node.InputShape(0) is not { Rank: 3 or 5 } query) return;
        if (node.Node.OpType == "MultiHeadAttention") RelateMultiHead(node, query);
        else if (node.Node.OpType == "GroupQueryAttention" && query.Rank == 3 && !node.HasInput(KeyScale)) RelateGrouped(node, query);
    }

    public override void Cut(CutContext node)
    {
        HeadAxes.Cut(node, "num_heads", node.Output(0, 2));
        if (node.Dense.OpType == "GroupQueryAttention") HeadAxes.Cut(node, "kv_num_heads", node.HasInput(1) ? node.Input(1, 2) : PackedKeys(node));
    }

    /// <summary>Every input has an axis of heads, or one on which they lie one after another; the bias has those of Q, K and V.</summary>
    private static void RelateMultiHead(AxisContext node, TensorShape query)
    {
        var count = HeadAxes.Count(node.Node.Int("num_heads", 0));
        if (count == 0 || node.OutputShape(0) is not { Rank: 3 } output) return;
        var heads = node.NewChannels(count);
        HeadAxes.Join(node, 0, 2, heads);
        HeadAxes.Join(node, 1, node.InputShape(1)?.Rank == 4 ? 1 : 2, heads);
        HeadAxes.Join(node, 2, node.InputShape(2)?.Rank == 4 ? 1 : 2, heads);
        var (size, valueSize) = (HeadAxes.SizeIn(query.Rank == 5 ? query[2] * query[4] : query[2], count), HeadAxes.SizeIn(output[2], count));
        HeadAxes.JoinBlocks(node, 3, 0, AxisRole.Carries, (heads, size), (heads, size), (heads, valueSize));
        HeadAxes.JoinScores(node, 5, heads);
        RelateCaches(node, past: 6, heads);
        HeadAxes.Output(node, 0, 2, heads);
        HeadAxes.Output(node, 3, 1, heads);
        var keys = node.InputShape(1) is { } key ? key[key.Rank == 4 ? 2 : 1] : query[1];
        node.Costs([query[1], keys, size + valueSize], (count, heads));
    }

    private static void RelateGrouped(AxisContext node, TensorShape query)
    {
        var (queries, keys) = (HeadAxes.Count(node.Node.Int("num_heads", 0)), HeadAxes.Count(node.Node.Int("kv_num_heads", 0)));
        if (HeadAxes.Grouped(node, queries, keys) is not var (heads, keyHeads)) return;
        var packed = !node.HasInput(1);
        var size = HeadAxes.SizeIn(query[2], packed ? queries + (2 * keys) : queries);
        if (packed)
        {
            HeadAxes.JoinBlocks(node, 0, 2, AxisRole.Carries, (heads, size), (keyHeads, size), (keyHeads, size));
        }
        else
        {
            HeadAxes.Join(node, 0, 2, heads);
            HeadAxes.Join(node, 1, 2, keyHeads);
            HeadAxes.Join(node, 2, 2, keyHeads);
        }

        RelateCaches(node, past: 3, keyHeads);
        HeadAxes.JoinScores(node, ScoreBias, heads);
        HeadAxes.Join(node, Sink, 0, heads);
        HeadAxes.Output(node, 0, 2, heads);
        HeadAxes.Output(node, 3, 1, heads);
        node.Costs([query[1], query[1], 2 * size], (queries, heads));
    }

    private static void RelateCaches(AxisContext node, int past, int[] heads)
    {
        HeadAxes.Join(node, past, 1, heads);
        HeadAxes.Join(node, past + 1, 1, heads);
        HeadAxes.Output(node, 1, 1, heads);
        HeadAxes.Output(node, 2, 1, heads);
    }

    /// <summary>The part of a packed query that holds K.</summary>
    private static int[]? PackedKeys(CutContext node)
    {
        var (queries, keys) = ((int)node.Dense.Int("num_heads", 1), (int)node.Dense.Int("kv_num_heads", 1));
        if (node.Input(0, 2) is not { } channels) return null;
        var size = channels.Length / (queries + (2 * keys));
        return channels[(queries * size)..((queries + keys) * size)];
    }
}
