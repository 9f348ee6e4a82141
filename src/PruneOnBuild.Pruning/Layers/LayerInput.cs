using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Pruning.Groups;

namespace PruneOnBuild.Pruning.Layers;

/// <summary>Where the channels of a group lie among the rows of one group of a layer.</summary>
/// <param name="Part">Group of the layer, 0 for all but grouped convolutions.</param>
/// <param name="Rows">For each channel of the group, the rows of W that go with it, ascending; empty where it lies elsewhere.</param>
internal sealed record LayerInput(Layer Layer, int Part, IReadOnlyList<int[]> Rows)
{
    /// <summary>The layers that read the group, in execution order.</summary>
    public static IReadOnlyList<LayerInput> Of(AxisMap map, ChannelGroup group, IReadOnlyDictionary<string, Layer> layers)
    {
        var place = group.Channels.Select((channel, index) => (channel, index)).ToDictionary(pair => pair.channel, pair => pair.index);
        var inputs = new List<LayerInput>();
        foreach (var use in group.Uses.Where(use => use is { Role: AxisRole.Reads, IsConstant: false, Input: 0 }))
        {
            if (!layers.TryGetValue(use.Node.Output[0], out var layer) || layer.InputAxis(map.Shapes.Of(use.Value)!.Rank) != use.Axis)
            {
                continue;
            }

            var channels = map.Channels(use.Value, use.Axis)!;
            var perPart = channels.Length / layer.Groups;
            for (var part = 0; part < layer.Groups; part++)
            {
                var rows = group.Channels.Select(_ => new List<int>()).ToArray();
                for (var i = 0; i < perPart; i++)
                {
                    var index = channels[(part * perPart) + i];
                    foreach (var atom in index == AxisMap.Untracked ? [] : map.Sets.Atoms(index))
                    {
                        if (place.TryGetValue(atom, out var channel))
                        {
                            rows[channel].AddRange(Enumerable.Range(i * layer.Block, layer.Block));
                        }
                    }
                }

                inputs.Add(new LayerInput(layer, part, [.. rows.Select(list => list.ToArray())]));
            }
        }

        return inputs;
    }
}
