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
}
