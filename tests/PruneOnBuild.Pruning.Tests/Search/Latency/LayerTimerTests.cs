using PruneOnBuild.Graph;
using PruneOnBuild.Pruning.Search.Latency;
using PruneOnBuild.Runtime;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Pruning.Tests.Search.Latency;

/// <summary>Layers run by themselves in ONNX Runtime, at any widths.</summary>
public sealed class LayerTimerTests
{
    public static TheoryData<string> Models => [.. Zoo.All.Keys];

    [Theory]
    [MemberData(nameof(Models))]
    public void EveryLayerOfTheZoo_RunsByItself(string name)
    {
        var model = Zoo.All[name]();
        var timer = new LayerTimer(new SessionSettings(Threads: 1), model.Proto);
        foreach (var layer in Layers.Of(model))
        {
            Assert.InRange(timer.TimeMs(layer), 0, 1e4);
        }
    }

    [Fact]
    public void HalfTheChannels_RunToo_AndTheirTimesAreKept()
    {
        var model = TinyModel.Input("x", 1, 3, 8, 8)
            .Conv("conv1", 16).Relu().DepthwiseConv("depthwise").Conv("conv2", 16).Relu().GlobalAveragePool().Flatten().Gemm("fc", 4).Output("y");
        var layers = Layers.Of(model, length => length > 4 ? length / 2 : length);
        Assert.Equal(4, layers.Count);
        Assert.Contains("group=8", layers[1].Key, StringComparison.Ordinal);
        var table = new LatencyTable(new LayerTimer(new SessionSettings(Threads: 1), model.Proto));
        var first = layers.Select(table.TimeMs).ToList();
        Assert.All(first, ms => Assert.True(ms > 0 && double.IsFinite(ms.Value)));
        Assert.Equal(first, layers.Select(table.TimeMs));
        Assert.Equal(4, table.Measured);
    }

    [Fact]
    public void EqualLayers_HaveOneKey_WhateverTheirNames()
    {
        var layers = Layers.Of(TinyModel.Input("x", 1, 8, 8, 8).Conv("conv1", 8).Conv("conv2", 8).Conv("conv3", 4).Output("y"));
        Assert.Equal(layers[0].Key, layers[1].Key);
        Assert.NotEqual(layers[1].Key, layers[2].Key);
    }
}
