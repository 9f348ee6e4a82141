using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Graph.Operators;

/// <summary>
/// com.microsoft:Attention: input [batch, sequence, hidden], packed weight [hidden, Q+K+V] -> [batch, sequence, V],
/// present [2, batch, heads, past + sequence, head].
/// ai.onnx Attention: Q, K, V as [batch, heads, sequence, head] or [batch, sequence, hidden].
/// </summary>
internal sealed class Attention : Operator
{
    public override ImmutableArray<string> Types => ["Attention", "com.microsoft:Attention", "com.microsoft:QAttention"];

    public override void InferShapes(ShapeContext node)
    {
        if (node.Node.Domain == "com.microsoft") InferPacked(node);
        else InferStandard(node);
    }

    public override void RelateAxes(AxisContext node)
    {
        if (node.Node.Domain == "com.microsoft") RelatePacked(node);
        else RelateStandard(node);
    }

    public override void Cut(CutContext node)
    {
        if (node.Dense.Domain == "com.microsoft") CutPacked(node);
        else CutStandard(node);
    }

    private static void InferPacked(ShapeContext node)
    {
        if (node.Input(0) is not { Rank: 3 } x || node.Input(1) is not { Rank: 2 } weight) return;
        var type = node.Node.OpType == "QAttention" ? node.Type(3) : x.ElementType;
        var sizes = node.Node.Ints("qkv_hidden_sizes");
        var hidden = sizes is { Count: 3 } ? sizes[2] : weight[1].DivideExactly(3);
        node.SetOutput(0, type, x[0], x[1], hidden);
        var heads = node.Node.Int("num_heads", 0);
        var pastInput = node.Node.OpType == "QAttention" ? 8 : 4;
        if (heads <= 0) return;
        var past = node.HasInput(pastInput) ? node.Input(pastInput) is { Rank: 5 } cache ? cache[3] : Dim.Unknown : 0;
        // A shared buffer holds the longest sequence; the extent stays the past's.
        var total = node.Node.Int("past_present_share_buffer", 0) != 0 ? past : past + x[1];
        node.SetOutput(1, type, 2, x[0], heads, total, hidden.DivideExactly(heads));
    }

    /// <summary>The columns of weight and bias hold all heads of Q, then of K, then of V.</summary>
    private static void RelatePacked(AxisContext node)
    {
        var quantized = node.Node.OpType == "QAttention";
        var count = HeadAxes.Count(node.Node.Int("num_heads", 0));
        if (node.InputShape(0) is not { Rank: 3 } x || node.InputShape(1) is not { Rank: 2 } weight
            || BlocksOf(node.Node, weight[1]) is not { } blocks || !blocks.All(block => HeadAxes.SizeIn(block, count) > 0)) return;
        int[] heads = node.NewChannels(count), sizes = [.. blocks.Select(block => HeadAxes.SizeIn(block, count))];
        var read = node.Input(1, 0, AxisRole.Reads, quantized ? 7 : null);
        node.Join(node.Input(0, 2, AxisRole.Reads, quantized ? 6 : null), read);
        var written = HeadAxes.JoinBlocks(node, 1, 1, AxisRole.Writes, (heads, sizes[0]), (heads, sizes[1]), (heads, sizes[2]));
        if (node.HasInput(2)) node.Join(written, node.Input(2, 0));
        if (quantized)
        {
            QuantizationAxes.Join(node, written, 4);
            QuantizationAxes.Join(node, written, 7);
        }
        else
        {
            HeadAxes.JoinScores(node, 5, heads);
        }

        HeadAxes.Join(node, quantized ? 8 : 4, 2, heads);
        HeadAxes.Output(node, 0, 2, heads);
        HeadAxes.Output(node, 1, 2, heads);
        node.Costs([x[1]], (weight[0], read), (weight[1], written));
        node.Costs([x[1], x[1], sizes[0] + sizes[2]], (count, heads));
    }

    private static void CutPacked(CutContext node)
    {
        HeadAxes.Cut(node, "num_heads", node.Output(0, 2));
        if (node.Dense.Ints("qkv_hidden_sizes") is { Count: 3 } sizes && node.Output(0, 2) is { } channels)
            node.Node.SetInts("qkv_hidden_sizes", sizes.Select(size => size * node.Kept(channels) / channels.Length));
    }

    /// <summary>How wide Q, K and V are.</summary>
    private static Dim[]? BlocksOf(NodeProto node, Dim columns) => node.Ints("qkv_hidden_sizes") switch
    {
        { Count: 3 } sizes => [.. sizes.Select(size => (Dim)size)],
        null or { Count: 0 } => [.. Enumerable.Repeat(columns.DivideExactly(3), 3)],
        _ => null,
    };

    private static void InferStandard(ShapeContext node)
    {
        if (node.Input(0) is not { Rank: 3 or 4 } q || node.Input(1) is not { } k || node.Input(2) is not { } v
            || k.Rank != q.Rank || v.Rank != q.Rank)
            return;
        Dim queryHeads = q.Rank == 4 ? q[1] : node.Node.Int("q_num_heads", 0);
        Dim heads = q.Rank == 4 ? k[1] : node.Node.Int("kv_num_heads", 0);
        if (queryHeads.Is(0) || heads.Is(0)) return;
        var sequence = q.Rank == 4 ? q[2] : q[1];
        var valueSize = q.Rank == 4 ? v[3] : v[2].DivideExactly(heads);
        var keySize = q.Rank == 4 ? k[3] : k[2].DivideExactly(heads);
        var fresh = q.Rank == 4 ? k[2] : k[1];
        var total = node.HasInput(4) ? node.Input(4) is { Rank: 4 } past ? past[2] + fresh : Dim.Unknown : fresh;
        node.SetOutput(0, q.ElementType, q.Rank == 4
            ? [q[0], queryHeads, sequence, valueSize] : [q[0], sequence, queryHeads * valueSize]);
        node.SetOutput(1, k.ElementType, q[0], heads, total, keySize);
        node.SetOutput(2, v.ElementType, q[0], heads, total, valueSize);
        node.SetOutput(3, q.ElementType, q[0], queryHeads, sequence, total);
    }

    /// <summary>
    /// Dimensions inside a head can go where they have an axis of their own; those of Q and K are summed over, those of V handed on.
    /// </summary>
    private static void RelateStandard(AxisContext node)
    {
        if (node.InputShape(0) is not { Rank: 3 or 4 } q || node.InputShape(1) is not { } k || node.InputShape(2) is not { } v
            || k.Rank != q.Rank || v.Rank != q.Rank) return;
        var apart = q.Rank == 4;
        var (queries, keys) = apart ? (HeadAxes.Count(q[1]), HeadAxes.Count(k[1]))
            : (HeadAxes.Count(node.Node.Int("q_num_heads", 0)), HeadAxes.Count(node.Node.Int("kv_num_heads", 0)));
        if (HeadAxes.Grouped(node, queries, keys) is not var (query, key)) return;
        var axis = apart ? 1 : 2;
        HeadAxes.Join(node, 0, axis, query);
        HeadAxes.Join(node, 1, axis, key);
        HeadAxes.Join(node, 2, axis, key);
        HeadAxes.JoinScores(node, 3, query);
        HeadAxes.Join(node, 4, 1, key);
        HeadAxes.Join(node, 5, 1, key);
        HeadAxes.Output(node, 0, axis, query);
        HeadAxes.Output(node, 1, 1, key);
        HeadAxes.Output(node, 2, 1, key);
        HeadAxes.Output(node, 3, 1, query);
        Dim size = apart ? q[3] : HeadAxes.SizeIn(q[2], queries), valueSize = apart ? v[3] : HeadAxes.SizeIn(v[2], keys);
        var (read, handedOn) = apart ? RelateInside(node) : (null, null);
        node.Costs([q[-2], k[-2]], (queries, query), (size, read));
        node.Costs([q[-2], k[-2]], (queries, query), (valueSize, handedOn));
    }

    private static (int[]? Read, int[]? HandedOn) RelateInside(AxisContext node)
    {
        var (read, handedOn) = (node.Input(1, 3, AxisRole.Reads), node.Input(2, 3));
        node.Join(node.Input(0, 3, AxisRole.Reads), read);
        if (node.HasInput(4)) node.Join(node.Input(4, 3, AxisRole.Reads), read);
        if (node.HasInput(5)) node.Join(node.Input(5, 3), handedOn);
        node.Output(0, 3, handedOn);
        node.Output(1, 3, read);
        node.Output(2, 3, handedOn);
        return (read, handedOn);
    }

    /// <summary>The scale that goes without saying belongs to the size that heads had.</summary>
    private static void CutStandard(CutContext node)
    {
        if (node.InputShape(0) is not { } q) return;
        if (q.Rank == 3)
        {
            HeadAxes.Cut(node, "q_num_heads", node.Output(0, 2));
            HeadAxes.Cut(node, "kv_num_heads", node.Input(1, 2));
        }
        else if (node.Input(0, 3) is { } inside && node.IsCut(inside) && !node.Dense.Has("scale"))
        {
            node.Node.SetFloat("scale", 1 / MathF.Sqrt(inside.Length));
        }
    }
}
