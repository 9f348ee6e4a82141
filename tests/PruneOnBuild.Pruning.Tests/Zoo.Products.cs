using PruneOnBuild.Graph;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Pruning.Tests;

/// <summary>Products of matrices in all their forms.</summary>
internal static partial class Zoo
{
    /// <summary>Y = (A B)' with the weight at the left, then a weight from the left of an activation.</summary>
    public static ModelGraph FusedMatMuls() =>
        TinyModel.Input("x", 2, 5, 7).Opset(1, Microsoft)
            .Weight("first.weight", [6, 7]).Fused("FusedMatMul", "first", [2, 5, 6], ["x", "first.weight"], ("transB", 1), ("alpha", 0.5f)).Relu()
            .Weight("left.weight", [5, 8]).Fused("FusedMatMul", "left", [2, 8, 6], ["left.weight", "relu1"], ("transA", 1)).Relu()
            .Weight("old.weight", [4, 6]).Fused("TransposeMatMul", "old", [2, 8, 4], ["relu2", "old.weight"], ("transB", 1)).Relu()
            .Weight("head.weight", [3, 8]).Fused("FusedMatMul", "head", [2, 3, 4], ["head.weight", "relu3"])
            .MatMul("last", 2).Output("y");

    public static ModelGraph VectorTimesMatrix() =>
        TinyModel.Input("x", 7).Weight("first.weight", [7, 6]).Node("MatMul", "first", ["x", "first.weight"], ["v"]).Shaped(6).Relu()
            .Weight("second.weight", [2, 5, 6]).Node("MatMul", "second", ["second.weight", "relu1"], ["w"]).Shaped(2, 5).Relu()
            .Weight("third.weight", [5]).Node("MatMul", "third", ["relu2", "third.weight"], ["u"]).Shaped(2).Output("y");

    /// <summary>A product of two weights, as low-rank adapters leave them.</summary>
    public static ModelGraph LowRankWeight() =>
        TinyModel.Input("x", 3, 7).Weight("down", [7, 4]).Weight("up", [4, 6]).Node("MatMul", "fold", ["down", "up"], ["folded"])
            .Node("MatMul", "apply", ["x", "folded"], ["applied"]).Shaped(3, 6).Relu().MatMul("head", 2).Output("y");

    /// <summary>Queries meet keys, and weights meet values.</summary>
    public static ModelGraph OneHeadOfAttention() =>
        TinyModel.Input("x", 2, 5, 7).MatMul("query", 6).From("x").MatMul("key", 6).Transpose(0, 2, 1).As("keys").From("x").MatMul("value", 4)
            .From("query").Node("MatMul", "scores", ["query", "keys"], ["scores.out"]).Shaped(2, 5, 5).Softmax()
            .Node("MatMul", "context", ["softmax1", "value"], ["context.out"]).Shaped(2, 5, 4).MatMul("head", 3).Output("y");

    public static ModelGraph GemmBiasPerRow() => GemmWithBias(7, 1);

    public static ModelGraph GemmBiasForAll() => GemmWithBias(1);

    public static ModelGraph GemmBiasOfOneRow() => GemmWithBias(1, 6);

    public static ModelGraph GemmBiasPerElement() => GemmWithBias(7, 6);

    public static ModelGraph FusedGemms() =>
        TinyModel.Input("x", 2, 12).Opset(1, Microsoft).Weight("fc1.weight", [8, 12]).Weight("fc1.bias", [8])
            .Fused("FusedGemm", "fc1", [2, 8], ["x", "fc1.weight", "fc1.bias"], ("transB", 1), ("activation", "LeakyRelu"), ("activation_alpha", 0.2f))
            .Gemm("fc2", 3).Output("y");

    /// <summary>Queries and keys in heads, scores, then values and a weight from the heads back.</summary>
    public static ModelGraph EinsumAttention() =>
        TinyModel.Input("x", 2, 5, 7).Weight("wq", [3, 4, 7]).Weight("wk", [3, 4, 7]).Weight("wv", [3, 6, 7]).Weight("wo", [3, 6, 8]).Weight("bias", [8])
            .Node("Einsum", "query", ["x", "wq"], ["q"], ("equation", "bsi,hdi->bhsd"))
            .Node("Einsum", "key", ["x", "wk"], ["k"], ("equation", "bsi,hdi->bhsd"))
            .Node("Einsum", "value", ["x", "wv"], ["v"], ("equation", "bsi,hdi->bhsd"))
            .Node("Einsum", "scores", ["q", "k"], ["s"], ("equation", "bhqd,bhkd->bhqk")).Shaped(2, 3, 5, 5).Softmax()
            .Node("Einsum", "context", ["softmax1", "v"], ["c"], ("equation", "bhqk,bhkd->bqhd"))
            .Node("Einsum", "out", ["c", "wo"], ["o"], ("equation", "bqhd,hdo->bqo")).Shaped(2, 5, 8).AddBias("add").MatMul("head", 3).Output("y");

    public static ModelGraph EinsumWithEllipsis() =>
        TinyModel.Input("x", 2, 5, 7).Weight("w", [7, 6]).Weight("gate", [1, 1, 6]).Weight("v", [4, 6]).Weight("rest", [4, 3])
            .Node("Einsum", "wide", ["x", "w"], ["a"], ("equation", "...i,ij->...j"))
            .Node("Einsum", "gated", ["a", "gate"], ["b"], ("equation", "...j,...j->...j"))
            .Node("Einsum", "narrow", ["b", "v", "rest"], ["c"], ("equation", "...j,kj,kl->...l")).Shaped(2, 5, 3).Output("y");

    /// <summary>x' is [7, 12]: a weight at the left makes rows, one at the right columns.</summary>
    private static ModelGraph GemmWithBias(params long[] dims) =>
        TinyModel.Input("x", 5, 12).Weight("left.weight", [5, 7]).Weight("left.bias", [7, 1])
            .Node("Gemm", "left", ["left.weight", "x", "left.bias"], ["rows"], ("transA", 1)).Shaped(7, 12).Relu()
            .Weight("right.weight", [12, 6]).Weight("right.bias", dims)
            .Node("Gemm", "right", ["relu1", "right.weight", "right.bias"], ["both"], ("beta", 0.5f)).Shaped(7, 6).Relu()
            .Transpose(1, 0).Gemm("mix", 4).Transpose(1, 0).Gemm("head", 3).Output("y");

    private const string Microsoft = "com.microsoft";

    /// <summary>A node of ONNX Runtime's own domain that writes NAME.out.</summary>
    private static TinyModel Fused(
        this TinyModel model, string op, string name, long[] shape, string[] inputs, params (string Name, object Value)[] attributes) =>
        model.Node(op, name, inputs, [$"{name}.out"], attributes).Shaped(shape)
            .Edit(proto => proto.Graph.Node[^1].Domain = Microsoft);
}
