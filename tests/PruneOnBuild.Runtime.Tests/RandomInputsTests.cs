using Microsoft.ML.OnnxRuntime.Tensors;

namespace PruneOnBuild.Runtime.Tests;

public class RandomInputsTests
{
    [Fact]
    public void EqualSeeds_GiveEqualFeeds_OtherSeedsOthers()
    {
        TensorSpec[] inputs = [new("x", TensorElementType.Float, -1, 3, 4)];
        float[] Feed(int seed) => RandomInputs.For(inputs, seed)["x"].Values<float>().ToArray();

        Assert.Equal(Feed(1), Feed(1));
        Assert.NotEqual(Feed(1), Feed(2));
    }

    [Fact]
    public void AxesOfOneSymbol_GetOneSize()
    {
        var feeds = RandomInputs.For(
            [
                new TensorSpec("ids", TensorElementType.Int64, [-1, -1], ["batch", "sequence"]),
                new TensorSpec("mask", TensorElementType.Bool, [-1, 1, -1], ["batch", "", "sequence"]),
                new TensorSpec("past", TensorElementType.Float16, [2, -1, -1], ["", "batch", ""]),
            ],
            seed: 1, batch: 3, otherDynamic: 7);

        Assert.Equal(["int64[3,7]", "bool[3,1,7]", "float16[2,3,7]"], feeds.Values.Select(feed => feed.ToString()));
    }

    [Fact]
    public void Values_ArePlausible()
    {
        var feeds = RandomInputs.For(
            [new TensorSpec("x", TensorElementType.Float, 1000), new TensorSpec("i", TensorElementType.Int32, 1000)], seed: 1);

        Assert.All(feeds["x"].Values<float>().ToArray(), value => Assert.InRange(value, -1, 1));
        Assert.InRange(feeds["x"].Values<float>().ToArray().Average(), -0.1, 0.1);
        Assert.Equal([0, 1], feeds["i"].Values<int>().ToArray().Distinct().Order());
    }
}
