using PruneOnBuild.Graph;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Pruning.Tests.Saliency;

/// <summary>A chain whose channel i has weights of size i + 1 on both sides.</summary>
internal static class Scaled
{
    public static ModelGraph ChannelsByIndex()
    {
        var written = Enumerable.Range(0, 8 * 3).Select(i => (i / 3) + 1f).ToArray();
        var read = Enumerable.Range(0, 2 * 8).Select(i => (i % 8) + 1f).ToArray();
        return TinyModel.Input("x", 1, 3, 4, 4)
            .Weight("w1", [8, 3, 1, 1], written)
            .Node("Conv", "conv1", ["x", "w1"], ["h"]).Shaped(1, 8, 4, 4)
            .Weight("w2", [2, 8, 1, 1], read)
            .Node("Conv", "conv2", ["h", "w2"], ["last"]).Shaped(1, 2, 4, 4)
            .Output("y");
    }
}
