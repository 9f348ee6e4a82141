using PruneOnBuild.Graph;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Pruning.Tests;

/// <summary>ONNX Runtime's own fused operators.</summary>
internal static partial class Zoo
{
    public static ModelGraph FusedConvolution() =>
        TinyModel.Input("x", 1, 3, 8, 8).Opset(1, Microsoft).Conv("skip", 8).Weight("w", [8, 3, 3, 3]).Weight("b", [8])
            .Fused("FusedConv", "conv1", [1, 8, 8, 8], ["x", "w", "b", "skip"], ("pads", s_pads), ("activation", "Relu"))
            .Conv("conv2", 4).Output("y");

    public static ModelGraph BiasedGelus() =>
        TinyModel.Input("x", 2, 5, 7).Opset(1, Microsoft).MatMul("mm1", 8).Weight("bias1", [8]).Fused("BiasGelu", "gelu1", [2, 5, 8], ["mm1", "bias1"])
            .MatMul("mm2", 6).Weight("bias2", [6]).Fused("FastGelu", "gelu2", [2, 5, 6], ["mm2", "bias2"])
            .MatMul("mm3", 5).Fused("QuickGelu", "gelu3", [2, 5, 5], ["mm3"], ("alpha", 1.7f)).MatMul("head", 3).Output("y");

    /// <summary>Axes that a normalisation over the last one leaves alone.</summary>
    public static ModelGraph NormalisedBesideChannels() =>
        TinyModel.Input("x", 2, 5, 8).Opset(1, Microsoft).Weight("mix", [6, 5]).Weight("gamma", [8]).Weight("beta", [8])
            .Node("MatMul", "mixed", ["mix", "x"], ["mixed.out"]).Shaped(2, 6, 8).As("skip").LayerNorm("norm1").Relu()
            .Node("SkipLayerNormalization", "norm2", ["relu1", "skip", "gamma", "beta"], ["norm2.out", "", "", "sum"]).Shaped(2, 6, 8)
            .Edit(proto => proto.Graph.Node[^1].Domain = Microsoft)
            .Add("sum").Weight("back", [4, 6]).Node("MatMul", "unmixed", ["back", "add1"], ["unmixed.out"]).Shaped(2, 4, 8).Output("y");

    /// <summary>Norms that take no mean: residual sums, and what goes around them, lose channels.</summary>
    public static ModelGraph RootMeanSquares() =>
        TinyModel.Input("x", 2, 5, 7).Opset(1, Microsoft).MatMul("embed", 8).As("stream").Weight("gamma1", [8]).Weight("gamma2", [8]).Weight("bias", [8])
            .Activation("SimplifiedLayerNormalization", "norm1", ("axis", -1), ("epsilon", 0.1f)).Edit(proto => proto.Graph.Node[^1].Input.Add("gamma1"))
            .MatMul("up", 6).Relu().MatMul("down", 8)
            .Node("SkipSimplifiedLayerNormalization", "norm2", ["down", "stream", "gamma2", "bias"], ["norm2.out", "", "", "sum"], ("epsilon", 0.2f)).Shaped(2, 5, 8)
            .Edit(proto => proto.Graph.Node[^1].Domain = Microsoft)
            .Add("sum").MatMul("head", 3).Output("y");

    public static ModelGraph StandardRootMeanSquare() =>
        TinyModel.Input("x", 2, 5, 7).Opset(23).MatMul("embed", 8).Weight("gamma", [8])
            .Node("RMSNormalization", "norm", ["embed", "gamma"], ["norm.out"]).Shaped(2, 5, 8).MatMul("head", 3).Output("y");
}
