using PruneOnBuild.Graph;
using PruneOnBuild.Pruning.Layers;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Pruning.Tests.Layers;

/// <summary>A convolution is patches times weights.</summary>
public sealed class ConvLayerTests
{
    public static TheoryData<string, long[], long[], int, (string, object)[]> Cases => new()
    {
        { "plain", [3, 7, 6], [4, 3, 3, 3], 1, [] },
        { "without bias", [3, 7, 6], [4, 3, 3, 3], 1, [("bias", 0)] },
        { "pointwise", [5, 4, 3], [4, 5, 1, 1], 1, [] },
        { "strides", [3, 9, 8], [4, 3, 3, 2], 1, [("strides", new long[] { 2, 3 })] },
        { "dilations", [3, 9, 8], [4, 3, 3, 2], 1, [("dilations", new long[] { 2, 3 })] },
        { "pads on one side", [3, 6, 5], [4, 3, 3, 3], 1, [("pads", new long[] { 2, 0, 1, 3 })] },
        { "strides, dilations and pads", [3, 9, 8], [4, 3, 3, 3], 1,
            [("strides", new long[] { 2, 1 }), ("dilations", new long[] { 1, 2 }), ("pads", new long[] { 1, 2, 1, 2 })] },
        { "same upper", [3, 7, 8], [4, 3, 4, 3], 1, [("auto_pad", "SAME_UPPER"), ("strides", new long[] { 2, 2 })] },
        { "same lower", [3, 7, 8], [4, 3, 4, 3], 1, [("auto_pad", "SAME_LOWER"), ("strides", new long[] { 2, 2 })] },
        { "valid", [3, 7, 8], [4, 3, 3, 3], 1, [("auto_pad", "VALID")] },
        { "groups", [6, 5, 5], [9, 2, 3, 3], 3, [("pads", new long[] { 1, 1, 1, 1 })] },
        { "depthwise", [4, 5, 5], [4, 1, 3, 3], 4, [("pads", new long[] { 1, 1, 1, 1 })] },
        { "depthwise, two outputs each", [4, 5, 5], [8, 1, 3, 3], 4, [("strides", new long[] { 2, 2 })] },
        { "line", [3, 9], [4, 3, 3], 1, [] },
        { "line with strides, dilation and pads", [4, 11], [6, 2, 3], 2,
            [("strides", new long[] { 2 }), ("dilations", new long[] { 2 }), ("pads", new long[] { 1, 2 })] },
        { "line, same upper", [3, 10], [4, 3, 4], 1, [("auto_pad", "SAME_UPPER"), ("strides", new long[] { 3 })] },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void PatchesTimesWeights_AreTheOutput(string what, long[] input, long[] weight, int group, (string, object)[] attributes)
    {
        var (model, layer) = Conv(input, weight, group, attributes);
        Assert.NotEmpty(what);
        LayerOutput.IsPatchesTimesWeights(model, layer, samples: 3, input);
        LayerOutput.WriteThenWeights_IsTheIdentity(model, layer);
    }

    [Fact]
    public void SeveralImagesOfOneSample_AreAllSeen()
    {
        var (model, layer) = Conv([3, 5, 4], [4, 3, 3, 3], 1, []);
        var x = Calibration.RandomSamples.Floats(1, 6, 3, 5, 4);
        Assert.Equal(6 * 3 * 2, layer.Positions(x, 1));
        Assert.Equal(2 * 3 * 2, layer.Positions(x, 3));
        int[] all = [.. Enumerable.Range(0, 36)];
        Assert.Equal(layer.Patches(x, 6, 0, all.AsSpan(0, 6)), layer.Patches(x, 1, 0, all));
        Assert.Equal(layer.Patches(x, 6, 0, all.AsSpan(0, 6)), layer.Patches(x, 3, 0, all.AsSpan(0, 12)));
        Assert.NotNull(model);
    }

    [Fact]
    public void ImagesThatDoNotDependOnSamples_HaveNoPositions() =>
        Assert.Equal(0, Conv([3, 5, 4], [4, 3, 3, 3], 1, []).Layer.Positions(Calibration.RandomSamples.Floats(1, 1, 3, 5, 4), 8));

    private static (ModelGraph Model, Layer Layer) Conv(long[] input, long[] weight, int group, (string, object)[] attributes)
    {
        var hasBias = !attributes.Contains(("bias", 0));
        var tiny = TinyModel.Input("x", [-1, .. input]).Weight("w", weight).Weight("b", [weight[0]]);
        var model = tiny.Node("Conv", "conv", hasBias ? ["x", "w", "b"] : ["x", "w"], ["conv.out"],
            [("group", group), .. attributes.Where(attribute => attribute.Item1 != "bias")])
            .Shaped([-1, weight[0], .. input.Skip(1).Select(_ => -1L)]).Output("y");
        return (model, Assert.Single(LayerFinder.In(model)));
    }
}
