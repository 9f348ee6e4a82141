using PruneOnBuild.Graph.Shapes;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Graph.Tests.Shapes;

/// <summary>Shapes that no runtime accepts are one clear error that names the node and both numbers.</summary>
public class ShapeErrorTests
{
    [Fact]
    public void ConvolutionOfOtherChannels() =>
        Rejects("POB2021", NodeModel.Of("Conv").Input(1, 4, 8, 8).Input(16, 8, 3, 3), "Conv 'node'", "Float[16,8,3,3]", "has 4");

    [Fact]
    public void GroupedConvolutionOfOtherChannels() =>
        Rejects("POB2021", NodeModel.Of("Conv").Input(1, 8, 8, 8).Input(16, 8, 3, 3)
            .With("group", 2), "in each of 2 group(s), 16 in all", "has 8");

    [Fact]
    public void TransposedConvolutionOfOtherChannels() =>
        Rejects("POB2021", NodeModel.Of("ConvTranspose").Input(1, 4, 8, 8).Input(6, 8, 3, 3), "6 in all", "has 4");

    [Fact]
    public void GemmOfOtherInnerExtent() =>
        Rejects("POB2022", NodeModel.Of("Gemm").Input(1, 128).Input(10, 256).With("transB", 1), "128 columns", "256 rows");

    [Fact]
    public void MatMulOfOtherInnerExtent() =>
        Rejects("POB2022", NodeModel.Of("MatMul").Input(1, 5, 7).Input(8, 7), "7 columns", "8 rows");

    [Fact]
    public void SumOfShapesThatDoNotBroadcast() =>
        Rejects("POB2023", NodeModel.Of("Add").Input(1, 8, 4).Input(1, 6, 4), "Float[1,8,4] and Float[1,6,4]");

    [Fact]
    public void ReshapeToOtherElements() =>
        Rejects("POB2024", NodeModel.Of("Reshape").Input(1, 64, 6, 6).Longs(1, 3136), "2304 elements", "3136");

    [Fact]
    public void ReshapeWhoseRestIsNoWholeNumber() =>
        Rejects("POB2024", NodeModel.Of("Reshape").Input(1, 10).Longs(-1, 4), "10 elements");

    [Fact]
    public void NormalizationOfOtherChannels() =>
        Rejects("POB2025", NodeModel.Of("BatchNormalization").Input(1, 8, 4).Input(8).Input(8).Input(16).Input(8),
            "'x3' has 16 entries", "8 channels");

    [Fact]
    public void ConcatOfPartsThatDoNotFit() =>
        Rejects("POB2026", NodeModel.Of("Concat").Input(1, 8, 4).Input(1, 8, 5)
            .With("axis", 1), "Float[1,8,4] and Float[1,8,5]", "every axis but 1");

    private static void Rejects(string code, NodeModel node, params string[] told)
    {
        var error = Assert.Throws<PruneOnBuildException>(() => ShapeInference.Infer(node.Build()));
        var diagnostic = Assert.Single(error.Diagnostics);
        Assert.Equal(code, diagnostic.Code);
        Assert.Equal("node.onnx", diagnostic.Location.File);
        Assert.All(told, text => Assert.Contains(text, diagnostic.Message, StringComparison.Ordinal));
        Assert.True(File.Exists(Path.Combine(Repository.Root, "docs", "codes", $"{code}.md")),
            $"docs/codes/{code}.md is missing");
    }
}
