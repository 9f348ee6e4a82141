using System.Collections.Immutable;
using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Rewrites;
using PruneOnBuild.Graph.Shapes;
using PruneOnBuild.Pruning.Plans;

namespace PruneOnBuild.Pruning.Groups;

/// <summary>What is known of a dense model before anything is chosen. Found once, however often the model is cut.</summary>
/// <param name="Dense">The model as it was read.</param>
/// <param name="Map">Axes of the model, or of a rewrite that says the same and ties fewer channels together (see <see cref="CuttableForm"/>).</param>
internal sealed record Analysis(
    ModelGraph Dense, AxisMap Map, ImmutableArray<ChannelGroup> Groups, ImmutableArray<FrozenChannels> Frozen)
{
    /// <param name="keep">Whether the channels that a node writes are to be kept.</param>
    /// <param name="folds">Whether batch normalisations become part of the convolutions before them.</param>
    public static Analysis Of(ModelGraph dense, Func<NodeProto, bool>? keep = null, bool folds = false)
    {
        var cuttable = CuttableForm.Of(dense, folds);
        var map = AxisMapper.Map(cuttable, ShapeInference.Infer(cuttable), keep);
        return new Analysis(dense, map, GroupFinder.Find(map), GroupFinder.FindFrozen(map));
    }

    /// <summary>Whether an index goes when each group keeps the channels given, as indices into it, ascending.</summary>
    public Func<int, bool> Removed(IReadOnlyList<int[]> kept) =>
        GoesWith(Groups.SelectMany((group, i) => group.Channels.Where((_, channel) => Array.BinarySearch(kept[i], channel) < 0)));

    /// <summary>Whether an index of an axis goes when these channels of the groups go. Ask it of tracked indices only.</summary>
    public Func<int, bool> GoesWith(IEnumerable<int> channels)
    {
        var removed = channels.ToHashSet();
        return index => Map.Sets.Touches(index, removed);
    }
}
