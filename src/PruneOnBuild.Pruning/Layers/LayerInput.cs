using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Pruning.Algebra;
using PruneOnBuild.Pruning.Groups;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Pruning.Layers;

/// <summary>Where the channels of a group lie among the rows of one group of a layer.</summary>
/// <param name="Part">Group of the layer, 0 for all but grouped convolutions.</param>
/// <param name="Rows">For each channel of the group, the rows of W that go with it, ascending; empty where it lies elsewhere.</param>
internal sealed record LayerInput(Layer Layer, int Part, IReadOnlyList<int[]> Rows) : IGroupReader
{
    public (string Output, int Part) Key => (Layer.Output, Part);

    public int Features => Layer.Features;

    /// <summary>The layers that read the group, in execution order.</summary>
    public static IReadOnlyList<LayerInput> Of(AxisMap map, ChannelGroup group, IReadOnlyDictionary<string, Layer> layers)
    {
        var inputs = new List<LayerInput>();
        foreach (var use in group.Uses.Where(use => use is { Role: AxisRole.Reads, IsConstant: false, Input: 0 }))
        {
            if (!layers.TryGetValue(use.Node.Output[0], out var layer) || layer.InputAxis(map.Shapes.Of(use.Value)!.Rank) != use.Axis)
            {
                continue;
            }

            var channels = map.Channels(use.Value, use.Axis)!;
            var perPart = channels.Length / layer.Groups;
            inputs.AddRange(Enumerable.Range(0, layer.Groups).Select(part =>
                new LayerInput(layer, part, new GroupRows(map, group).Add(channels.AsSpan(part * perPart, perPart), layer.Block).Rows)));
        }

        return inputs;
    }

    public Matrix Weights(ModelGraph model) => Layer.Weights(model, Part);

    public IReadOnlyList<string> Needed(ModelGraph model) => [Layer.Input];

    public void Add(
        LayerMoments moments, ModelGraph model, IReadOnlyDictionary<string, Tensor> values, SampleBatch batch, IReadOnlyList<SampleBatch> batches)
    {
        var input = values[Layer.Input];
        var samples = batches.Sum(other => other.Count);
        var positions = SampledPositions.Of(Layer.Positions(input, batch.Rows), samples, Layer.Features, batch.Start);
        moments.Add(LayerMoments.Patches(Layer, input, batch, Part, positions), default, batch.Count * positions.Length);
    }
}
