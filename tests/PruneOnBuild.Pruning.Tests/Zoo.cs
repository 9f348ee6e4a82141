using System.Reflection;
using PruneOnBuild.Graph;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Pruning.Tests;

/// <summary>Small models, each one coupling that has broken a pruner before.</summary>
internal static partial class Zoo
{
    /// <summary>Every model by name, for laws that hold for all.</summary>
    public static readonly IReadOnlyDictionary<string, Func<ModelGraph>> All = typeof(Zoo).GetMethods(BindingFlags.Public | BindingFlags.Static)
        .OrderBy(model => model.Name, StringComparer.Ordinal)
        .ToDictionary(model => model.Name, model => model.CreateDelegate<Func<ModelGraph>>());

    public static ModelGraph PlainChain() =>
        TinyModel.Input("x", 1, 3, 8, 8).Conv("conv1", 8).BatchNorm("bn1").Relu().Conv("conv2", 4, kernel: 1).Output("y");

    public static ModelGraph ResidualPair() =>
        TinyModel.Input("x", 1, 3, 8, 8).Conv("stem", 8).Relu().As("skip")
            .Conv("branch1", 8).Relu().Conv("branch2", 8).Add("skip").Relu().Conv("head", 4, kernel: 1).Output("y");

    public static ModelGraph DepthwiseTrio() =>
        TinyModel.Input("x", 1, 3, 8, 8).Conv("expand", 8, kernel: 1).Relu().DepthwiseConv("depthwise", multiplier: 2).Relu()
            .Conv("project", 4, kernel: 1).Output("y");

    public static ModelGraph GroupedInTheMiddle() =>
        TinyModel.Input("x", 1, 3, 8, 8).Conv("conv1", 16).Relu().Conv("grouped", 16, group: 2).Relu().Conv("conv2", 4, kernel: 1).Output("y");

    public static ModelGraph ManyGroups() =>
        TinyModel.Input("x", 1, 3, 8, 8).Conv("conv1", 16).Relu().Conv("grouped", 32, group: 8).Relu().Conv("conv2", 4, kernel: 1).Output("y");

    public static ModelGraph ConcatFork() =>
        TinyModel.Input("x", 1, 3, 8, 8).Conv("stem", 4).Relu().As("stem.act")
            .Conv("left", 6).As("left.end").From("stem.act").Conv("right", 10, kernel: 1).Concat(1, "left.end", "stem.act").Relu()
            .Conv("head", 4, kernel: 1).Output("y");

    public static ModelGraph SharedWeight() =>
        TinyModel.Input("x", 1, 3, 8, 8).Conv("stem", 8).Conv("first", 8, bias: false).Relu()
            .Node("Conv", "second", ["relu1.out", "first.weight"], ["again"], ("pads", new long[] { 1, 1, 1, 1 })).Shaped(1, 8, 8, 8)
            .Conv("head", 4, kernel: 1).Output("y");

    public static ModelGraph FlattenToGemm() =>
        TinyModel.Input("x", 1, 3, 8, 8).Conv("conv1", 8, stride: 2).Relu().Flatten().Gemm("fc1", 10).Relu().Gemm("fc2", 3).Output("y");

    public static ModelGraph ReshapeToGemm() =>
        TinyModel.Input("x", 1, 3, 8, 8).Conv("conv1", 8, stride: 2).Relu().Reshape(1, 128).Gemm("fc", 10, transB: false).Output("y");

    public static ModelGraph SigmoidBetween() =>
        TinyModel.Input("x", 1, 3, 8, 8).Conv("conv1", 8).Sigmoid().Conv("conv2", 4).Output("y");

    public static ModelGraph TransposedConvolution() =>
        TinyModel.Input("x", 1, 3, 8, 8).Conv("down", 8, stride: 2).Relu().ConvTranspose("up", 6).BatchNorm("bn").Relu()
            .Conv("head", 2, kernel: 1).Output("y");

    public static ModelGraph SqueezeAndExcite() =>
        TinyModel.Input("x", 1, 3, 8, 8).Conv("conv1", 8).Relu().As("features")
            .GlobalAveragePool().Conv("squeeze", 4, kernel: 1).Relu().Conv("excite", 8, kernel: 1).Sigmoid().Mul("features")
            .Conv("head", 4, kernel: 1).Output("y");

    public static ModelGraph DenseStack() =>
        TinyModel.Input("x", 2, 12).Gemm("fc1", 16).Relu().Gemm("fc2", 8, transB: false).Relu().Gemm("fc3", 3).Output("y");

    public static ModelGraph MatMulStack() =>
        TinyModel.Input("x", 2, 5, 12).MatMul("mm1", 16).AddBias("bias1").Relu().MatMul("mm2", 6).AddBias("bias2").Output("y");

    public static ModelGraph PReluPerChannel() =>
        TinyModel.Input("x", 1, 3, 8, 8).Conv("conv1", 8).PRelu("prelu").Conv("conv2", 4).Output("y");

    public static ModelGraph GlobalPooling() =>
        TinyModel.Input("x", 1, 3, 8, 8).Conv("conv1", 8).Relu().MaxPool().Conv("conv2", 12).GlobalAveragePool().Flatten().Gemm("fc", 5).Output("y");
}
