using PruneOnBuild.Graph;

namespace PruneOnBuild.Benchmarks.SparseModels;

/// <summary>One network, with what shall be measured of it.</summary>
/// <param name="Patterns">Rows of a block and zeros, with the speed-up over the dense model that is aimed at; null: none is set.</param>
internal sealed record ModelCase(string Name, Func<ModelGraph> Build, params (int BlockRows, double Zeros, double? Bar)[] Patterns)
{
    public static ModelCase[] All { get; } =
    [
        new("ffn-gelu", () => Networks.FeedForward(gelu: true), (1, 0.8, 2.6), (1, 0.9, 4.4), (4, 0.8, null), (4, 0.9, 5)),
        new("ffn-relu", () => Networks.FeedForward(gelu: false), (1, 0.8, 2.6), (1, 0.9, 4.4), (4, 0.8, null), (4, 0.9, 5)),
        new("resnet50", Networks.ResNet50, (1, 0.9, 2.5), (4, 0.9, 4)),
        new("mobilenet", Networks.MobileNetV1, (1, 0.9, 2.2), (4, 0.9, 2.8)),
        new("mlp", Networks.Perceptron, (16, 0.9, null)),
    ];
}
