using System.Collections.Immutable;
using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Graph.Operators;

/// <summary>
/// com.microsoft: query [batch, sequence, heads*head] with separate key and value [batch, kv, hidden], or in heads
/// [batch, heads, kv, head] -> [batch, sequence, V]; present key and value [batch, heads, past + kv, head].
/// GroupQueryAttention has fewer key than query heads.
/// </summary>
internal sealed class MultiHeadAttention : Operator
{
    public override ImmutableArray<string> Types =>
        ["com.microsoft:MultiHeadAttention", "com.microsoft:GroupQueryAttention", "com.microsoft:SparseAttention"];

    public override void InferShapes(ShapeContext node)
    {
        if (node.Input(0) is not { Rank: 3 } query) return;
        if (node.Node.OpType == "MultiHeadAttention") InferMultiHead(node, query);
        else InferGrouped(node, query);
    }

    private static void InferMultiHead(ShapeContext node, TensorShape query)
    {
        var heads = node.Node.Int("num_heads", 0);
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
        if (node.Input(3) is not { Rank: 4 }) return;
        for (var output = 1; output <= 2; output++)
            node.SetOutput(output, node.Type(2 + output), query[0], keyHeads, Dim.Unknown, size);
    }
}
