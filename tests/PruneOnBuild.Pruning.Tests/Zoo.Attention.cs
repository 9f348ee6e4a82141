using PruneOnBuild.Graph;
using PruneOnBuild.Testing;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Pruning.Tests;

/// <summary>Attention as one node. Tokens [2, 5, C]; heads go as a whole.</summary>
internal static partial class Zoo
{
    /// <summary>Q and K of 3 heads of 4, V of 3 heads of 2, all in one weight; a bias for each head's scores.</summary>
    public static ModelGraph PackedAttention() =>
        TinyModel.Input("x", 2, 5, 7).Opset(1, Microsoft).MatMul("embed", 6).Weight("w", [6, 30]).Weight("b", [30]).Weight("scores", [1, 3, 5, 5])
            .Fused("Attention", "attention", [2, 5, 6], ["embed", "w", "b", "", "", "scores"], ("num_heads", 3), ("qkv_hidden_sizes", new long[] { 12, 12, 6 }))
            .MatMul("head", 3).Output("y");

    public static ModelGraph PackedCausalAttention() =>
        TinyModel.Input("x", 2, 5, 7).Opset(1, Microsoft).Weight("w", [7, 24]).Weight("b", [24]).Weight("scores", [1, 1, 5, 5])
            .Fused("Attention", "attention", [2, 5, 8], ["x", "w", "b", "", "", "scores"], ("num_heads", 4), ("unidirectional", 1))
            .MatMul("head", 3).Output("y");

    public static ModelGraph QuantizedAttention() =>
        TinyModel.Input("x", 2, 5, 7).Opset(1, Microsoft).MatMul("embed", 6).Weight("scale", [], 0.02f).Whole("zero", DataType.Uint8, [], 100)
            .Node("QuantizeLinear", "quantize", ["embed", "scale", "zero"], ["q"]).Shaped(2, 5, 6)
            .Whole("w", DataType.Int8, [6, 36]).Scales("s", 36).Whole("z", DataType.Int8, [36]).Weight("b", [36])
            .Fused("QAttention", "attention", [2, 5, 12], ["q", "w", "b", "scale", "s", "", "zero", "z"], ("num_heads", 3))
            .MatMul("head", 3).Output("y");

    /// <summary>Queries from one side, keys and values of another width from the other.</summary>
    public static ModelGraph CrossAttention() =>
        TinyModel.Input("x", 2, 5, 7).AlsoInput("memory", 2, 4, 6).Opset(1, Microsoft).Weight("b", [24]).Weight("scores", [1, 3, 5, 4])
            .From("x").MatMul("query", 9).From("memory").MatMul("key", 9).From("memory").MatMul("value", 6)
            .Fused("MultiHeadAttention", "attention", [2, 5, 6], ["query", "key", "value", "b", "", "scores"], ("num_heads", 3))
            .MatMul("head", 3).Output("y");

    /// <summary>Keys and values have heads on an axis of their own, as a cache of a decoder has.</summary>
    public static ModelGraph AttentionToHeadsApart() =>
        TinyModel.Input("x", 2, 5, 7).AlsoInput("memory", 2, 4, 6).Opset(1, Microsoft).From("x").MatMul("query", 9)
            .From("memory").MatMul("key", 9).Reshape(2, 4, 3, 3).Transpose(0, 2, 1, 3).As("k")
            .From("memory").MatMul("value", 9).Reshape(2, 4, 3, 3).Transpose(0, 2, 1, 3).As("v")
            .Fused("MultiHeadAttention", "attention", [2, 5, 9], ["query", "k", "v"], ("num_heads", 3)).MatMul("head", 3).Output("y");

    /// <summary>Queries and keys are turned by their positions first.</summary>
    public static ModelGraph RotatedHeads() =>
        TinyModel.Input("x", 2, 5, 7).Opset(1, Microsoft).Longs("start", 0).Weight("cos", [8, 2]).Weight("sin", [8, 2])
            .MatMul("query", 12).Fused("RotaryEmbedding", "turned", [2, 5, 12], ["query", "start", "cos", "sin"])
            .From("x").MatMul("key", 12).Fused("RotaryEmbedding", "turnedkey", [2, 5, 12], ["key", "start", "cos", "sin"], ("num_heads", 3), ("rotary_embedding_dim", 4))
            .From("x").MatMul("value", 12).Fused("MultiHeadAttention", "attention", [2, 5, 12], ["turned", "turnedkey", "value"], ("num_heads", 3))
            .MatMul("head", 3).Output("y");

    /// <summary>6 query heads of 8 over 2 of keys and values.</summary>
    public static ModelGraph GroupedQueries() =>
        Lengths(TinyModel.Input("x", 2, 5, 7)).MatMul("query", 48).From("x").MatMul("key", 16).From("x").MatMul("value", 16)
            .FusedWithCache("GroupQueryAttention", "attention", [2, 5, 48], ["query", "key", "value", "", "", "last", "total"], ("num_heads", 6), ("kv_num_heads", 2))
            .MatMul("head", 3).Output("y");

    /// <summary>The same out of one product; heads of 16, as the rotation inside wants them.</summary>
    public static ModelGraph GroupedQueriesPacked() =>
        Lengths(TinyModel.Input("x", 2, 5, 7)).Weight("cos", [8, 8]).Weight("sin", [8, 8]).MatMul("qkv", 128)
            .FusedWithCache("GroupQueryAttention", "attention", [2, 5, 64], ["qkv", "", "", "", "", "last", "total", "cos", "sin"],
                ("num_heads", 4), ("kv_num_heads", 2), ("do_rotary", 1))
            .MatMul("head", 3).Output("y");

    public static ModelGraph StandardAttention() =>
        TinyModel.Input("x", 2, 5, 7).Opset(23).Weight("mask", [6, 5, 5]).MatMul("query", 24).From("x").MatMul("key", 8).From("x").MatMul("value", 6)
            .Node("Attention", "attention", ["query", "key", "value", "mask"], ["attention.out"], ("q_num_heads", 6), ("kv_num_heads", 2)).Shaped(2, 5, 18)
            .MatMul("head", 3).Output("y");

    public static ModelGraph StandardAttentionApart() =>
        TinyModel.Input("x", 2, 5, 7).Opset(23).MatMul("query", 12).Reshape(2, 5, 3, 4).Transpose(0, 2, 1, 3).As("q")
            .From("x").MatMul("key", 12).Reshape(2, 5, 3, 4).Transpose(0, 2, 1, 3).As("k")
            .From("x").MatMul("value", 6).Reshape(2, 5, 3, 2).Transpose(0, 2, 1, 3).As("v")
            .Node("Attention", "attention", ["q", "k", "v"], ["attention.out"], ("is_causal", 1)).Shaped(2, 3, 5, 2)
            .Transpose(0, 2, 1, 3).Reshape(2, 5, 6).MatMul("head", 3).Output("y");

    private static TinyModel Lengths(TinyModel model) =>
        model.Opset(1, Microsoft).Whole("last", DataType.Int32, [2], 4, 4).Whole("total", DataType.Int32, [], 5);

    private static TinyModel FusedWithCache(
        this TinyModel model, string op, string name, long[] shape, string[] inputs, params (string Name, object Value)[] attributes) =>
        model.Fused(op, name, shape, inputs, attributes).Edit(proto => proto.Graph.Node[^1].Output.Add([$"{name}.keys", $"{name}.values"]));
}
