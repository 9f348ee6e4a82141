using PruneOnBuild.Graph;
using PruneOnBuild.Pruning.Layers;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Pruning.Tests.Layers;

/// <summary>Gemm and MatMul are rows times weights.</summary>
public sealed class LinearLayerTests
{
    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void Gemm_IsRowsTimesWeights(bool transposed, bool bias)
    {
        var model = TinyModel.Input("x", -1, 7).Gemm("fc", 5, transposed, bias).Output("y");
        var layer = Assert.Single(LayerFinder.In(model));
        Assert.True(layer.CanHaveBias);
        LayerOutput.IsPatchesTimesWeights(model, layer, samples: 4, 7);
        LayerOutput.WriteThenWeights_IsTheIdentity(model, layer);
    }

    [Theory]
    [InlineData(new long[] { 7 }, true)]
    [InlineData(new long[] { 7 }, false)]
    [InlineData(new long[] { 3, 7 }, true)]
    [InlineData(new long[] { 2, 3, 7 }, true)]
    [InlineData(new long[] { 2, 3, 7 }, false)]
    public void MatMul_IsRowsTimesWeights_WithTheAddBehindIt(long[] dims, bool bias)
    {
        var tiny = TinyModel.Input("x", [-1, .. dims]).MatMul("mm", 5);
        var model = (bias ? tiny.AddBias("add") : tiny).Output("y");
        var layer = Assert.Single(LayerFinder.In(model));
        Assert.Equal(bias, layer.CanHaveBias);
        Assert.Equal("y", layer.Output);
        LayerOutput.IsPatchesTimesWeights(model, layer, samples: 4, dims);
        LayerOutput.WriteThenWeights_IsTheIdentity(model, layer);
    }

    [Fact]
    public void BiasBeforeTheProduct_IsFoundToo()
    {
        var model = TinyModel.Input("x", -1, 3, 7).MatMul("mm", 5).Weight("b", [5])
            .Node("Add", "add", ["b", "mm"], ["add.out"]).Shaped(-1, 3, 5).Output("y");
        var layer = Assert.Single(LayerFinder.In(model));
        Assert.True(layer.CanHaveBias);
        LayerOutput.IsPatchesTimesWeights(model, layer, samples: 2, 3, 7);
        LayerOutput.WriteThenWeights_IsTheIdentity(model, layer);
    }

    [Fact]
    public void SumThatIsReadElsewhere_IsNoBias()
    {
        var model = TinyModel.Input("x", -1, 3, 7).MatMul("mm", 5).AddBias("add").Mul("mm").Output("y");
        Assert.False(Assert.Single(LayerFinder.In(model)).CanHaveBias);
    }

    [Theory]
    [InlineData(new long[] { 4, 1 }, false)]
    [InlineData(new long[] { 4, 5 }, false)]
    [InlineData(new long[] { 1, 5 }, true)]
    [InlineData(new long[] { 1 }, true)]
    public void BiasOfItsOwnForEachRow_IsNoLayer(long[] bias, bool isLayer)
    {
        var model = TinyModel.Input("x", 4, 7).Weight("w", [7, 5]).Weight("b", bias)
            .Node("Gemm", "fc", ["x", "w", "b"], ["fc.out"]).Shaped(4, 5).Output("y");
        if (!isLayer)
        {
            Assert.Empty(LayerFinder.In(model));
            return;
        }

        LayerOutput.IsPatchesTimesWeights(model, Assert.Single(LayerFinder.In(model)), samples: 4, 7);
    }

    [Theory]
    [InlineData("alpha")]
    [InlineData("beta")]
    public void ScaledGemm_IsNoLayer(string attribute)
    {
        var model = TinyModel.Input("x", 4, 7).Weight("w", [7, 5]).Weight("b", [5])
            .Node("Gemm", "fc", ["x", "w", "b"], ["fc.out"], (attribute, 0.5f)).Shaped(4, 5).Output("y");
        Assert.Empty(LayerFinder.In(model));
    }

    [Fact]
    public void SharedWeights_AreNoLayer() =>
        Assert.DoesNotContain(LayerFinder.In(Zoo.SharedWeight()), layer => layer.Node.Input[1] == "first.weight");
}
