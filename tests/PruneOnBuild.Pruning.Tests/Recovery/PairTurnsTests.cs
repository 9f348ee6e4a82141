using PruneOnBuild.Graph.Shapes;
using PruneOnBuild.Pruning.Layers;
using PruneOnBuild.Pruning.Recovery;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Pruning.Tests.Recovery;

/// <summary>Which samples a pair of layers is re-fitted to.</summary>
public sealed class PairTurnsTests
{
    private const int Count = 25;

    /// <summary>However large an image is, some of it is taken of several batches; of small ones many samples are.</summary>
    [Theory]
    [InlineData(1, 40, 40, Count)]
    [InlineData(64, 40, 25, Count)]
    [InlineData(1024, 40, 4, 10)]
    [InlineData(1 << 18, 40, 4, 1)]
    [InlineData(1024, 3, 3, 14)]
    [InlineData(1024, 1, 1, Count)]
    public void Samples_AreAsManyAsPay(int positions, int batches, int taken, int samples)
    {
        var turns = new PairTurns(Pair(), batches);
        var each = Enumerable.Range(0, batches).Select(batch => turns.Of(batch, positions, Count)).ToList();
        Assert.Equal(taken, each.Count(count => count > 0));
        Assert.All(each.Where(count => count > 0), count => Assert.Equal(samples, count));
    }

    private static LayerPair Pair()
    {
        var model = TinyModel.Input("x", -1, 3, 6, 6).Conv("one", 4).Relu().Conv("two", 5).Output("y");
        var layers = LayerFinder.In(model);
        return LayerPair.Of(model, ShapeInference.Infer(model), layers, layers[0])!;
    }
}
