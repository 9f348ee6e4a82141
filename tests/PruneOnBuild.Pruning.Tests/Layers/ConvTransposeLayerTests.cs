using PruneOnBuild.Pruning.Layers;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Pruning.Tests.Layers;

/// <summary>A transposed convolution is patches times weights, too.</summary>
public sealed class ConvTransposeLayerTests
{
    public static TheoryData<string, long[], long[], int, (string, object)[]> Cases => new()
    {
        { "plain", [3, 5, 4], [3, 4, 3, 2], 1, [] },
        { "pointwise", [3, 5, 4], [3, 4, 1, 1], 1, [] },
        { "strides", [3, 5, 4], [3, 4, 3, 3], 1, [("strides", new long[] { 2, 3 })] },
        { "strides wider than the kernel", [3, 5, 4], [3, 4, 2, 2], 1, [("strides", new long[] { 3, 3 })] },
        { "dilations and pads", [3, 5, 4], [3, 4, 3, 3], 1, [("dilations", new long[] { 2, 1 }), ("pads", new long[] { 1, 0, 2, 1 })] },
        { "output padding", [3, 5, 4], [3, 4, 3, 3], 1, [("strides", new long[] { 2, 2 }), ("output_padding", new long[] { 1, 0 })] },
        { "groups", [6, 4, 4], [6, 2, 3, 3], 3, [("pads", new long[] { 1, 1, 1, 1 })] },
        { "depthwise", [4, 4, 4], [4, 1, 3, 3], 4, [("strides", new long[] { 1, 2 })] },
        { "line", [3, 6], [3, 4, 5], 1, [("strides", new long[] { 2 }), ("pads", new long[] { 2, 1 })] },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void PatchesTimesWeights_AreTheOutput(string what, long[] input, long[] weight, int group, (string, object)[] attributes)
    {
        var outputs = weight[1] * group;
        var model = TinyModel.Input("x", [-1, .. input]).Weight("w", weight).Weight("b", [outputs])
            .Node("ConvTranspose", "up", ["x", "w", "b"], ["up.out"], [("group", group), .. attributes])
            .Shaped([-1, outputs, .. input.Skip(1).Select(_ => -1L)]).Output("y");
        var layer = Assert.Single(LayerFinder.In(model));

        Assert.NotEmpty(what);
        LayerOutput.IsPatchesTimesWeights(model, layer, samples: 3, input);
        LayerOutput.WriteThenWeights_IsTheIdentity(model, layer);
    }
}
