using System.Collections.Immutable;
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
}
