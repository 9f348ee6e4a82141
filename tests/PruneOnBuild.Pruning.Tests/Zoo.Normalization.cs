using PruneOnBuild.Graph;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Pruning.Tests;

/// <summary>Normalisation and sums over channels.</summary>
internal static partial class Zoo
{
    public static ModelGraph GroupNormPerGroup() => GroupNorm(opset: 18, parameters: 4);

    public static ModelGraph GroupNormPerChannel() => GroupNorm(opset: 21, parameters: 12);

    public static ModelGraph InstanceNormBetween() =>
        TinyModel.Input("x", 1, 3, 8, 8).Conv("conv1", 8).InstanceNorm("norm").Relu().Conv("conv2", 4).Output("y");

    /// <summary>Channels are divided by their norm, which sees no removed one; then a channel attention by its own norm.</summary>
    public static ModelGraph NormsOverChannels() =>
        TinyModel.Input("x", 1, 3, 8, 8).Conv("conv1", 8).Relu().Activation("LpNormalization", "l2", ("axis", 1), ("p", 2)).As("unit")
            .Activation("ReduceL2", "norm", ("axes", new long[] { 1 }), ("keepdims", 1)).Shaped(1, 1, 8, 8).As("length")
            .From("unit").Node("Mul", "scaled", ["unit", "length"], ["scaled.out"]).Shaped(1, 8, 8, 8).Conv("conv2", 4).Output("y");

    public static ModelGraph SumsOverChannels() =>
        TinyModel.Input("x", 1, 3, 8, 8).Longs("axes", 1).Conv("conv1", 8).Relu().As("features")
            .Node("ReduceSum", "sum", ["features", "axes"], ["sum.out"], ("keepdims", 0)).Shaped(1, 8, 8)
            .Activation("Unsqueeze").Edit(proto => proto.Graph.Node[^1].Input.Add("axes")).Shaped(1, 1, 8, 8).As("a")
            .From("features").Activation("ReduceL1", "l1", ("axes", new long[] { 1 })).Shaped(1, 1, 8, 8)
            .Add("a").As("b").From("features").Activation("ReduceSumSquare", "squares", ("axes", new long[] { 1 })).Shaped(1, 1, 8, 8)
            .Add("b").Output("y");

    /// <summary>Weight normalisation: the sum is over weights alone.</summary>
    public static ModelGraph WeightNorm() =>
        TinyModel.Input("x", 1, 3, 8, 8).Conv("conv1", 8).Relu().As("features").Weight("v", [4, 8, 3, 3])
            .Node("ReduceL2", "norm", ["v"], ["norm.out"], ("axes", new long[] { 1, 2, 3 })).Node("Div", "unit", ["v", "norm.out"], ["unit.out"])
            .Node("Conv", "conv2", ["features", "unit.out"], ["conv2.out"], ("pads", new long[] { 1, 1, 1, 1 })).Shaped(1, 4, 8, 8).Output("y");

    public static ModelGraph RunningSums() =>
        TinyModel.Input("x", 2, 5, 6).Longs("axis", -1).MatMul("mm1", 8).Node("CumSum", "sums", ["mm1", "axis"], ["sums.out"])
            .Shaped(2, 5, 8).MatMul("mm2", 6).Softmax(axis: 1).MatMul("mm3", 3).Output("y");

    private static ModelGraph GroupNorm(long opset, int parameters) =>
        TinyModel.Input("x", 1, 3, 8, 8).Opset(opset).Conv("conv1", 12).Weight("scale", [parameters]).Weight("bias", [parameters])
            .Node("GroupNormalization", "norm", ["conv1", "scale", "bias"], ["norm.out"], ("num_groups", 4)).Shaped(1, 12, 8, 8).Relu()
            .Conv("conv2", 4).Output("y");
}
