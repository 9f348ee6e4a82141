using PruneOnBuild.Pruning.Search.Latency;

namespace PruneOnBuild.Pruning.Tests.Search.Latency;

/// <summary>A machine whose convolutions work on blocks of channels: time is blocks in times blocks out.</summary>
internal sealed class FakeStairs(int block) : ILayerTimer
{
    public List<string> Asked { get; } = [];

    public double TimeMs(LayerShape layer)
    {
        Asked.Add(layer.Key);
        var weight = layer.Operands[1].Dims!;
        return 0.01 * Blocks(weight[0]) * Blocks(weight[1]);
    }

    private double Blocks(long channels) => (channels + block - 1) / block;
}
