using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Rewrites;
using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Pruning.Surgery;

/// <summary>
/// The dense model with removed channels silenced at their consumers: in front of every node that sums over channels, the removed ones of
/// its input are set to zero. It has the dense model's shapes and, by the law of surgery, the pruned model's outputs.
/// </summary>
internal static class MaskedModel
{
    /// <param name="deaf">Nodes whose weights are zero wherever they would read a removed channel: silencing it in front of them changes nothing.</param>
    public static ModelGraph Build(AxisMap map, Func<int, bool> removed, IReadOnlySet<NodeProto>? deaf = null)
    {
        var masked = map.Model.Proto.Clone();
        var cloneOf = ModelEdits.CopiesOf(map.Model.Graph, masked.Graph);

        var number = 0;
        foreach (var use in Silenced(map.Uses))
        {
            var channels = map.Channels(use.Value, use.Axis)!;
            if (deaf?.Contains(use.Node) == true || !channels.Any(channel => channel != AxisMap.Untracked && removed(channel)))
            {
                continue;
            }

            var node = cloneOf[use.Node];
            var shape = map.Shapes.Of(use.Value)!;
            bool[] keep = [.. channels.Select(channel => AxisMap.Stays(channel, removed))];
            var mask = new ChannelMask(masked, $"pruneonbuild_mask_{number++}", keep, use.Axis, shape.Rank);
            node.Input[use.Input] = use.ZeroPoint is null && ChannelMask.CanMultiply(shape.ElementType)
                ? mask.Multiply(node, node.Input[use.Input], shape.ElementType)
                : mask.Select(node, node.Input[use.Input], shape.ElementType, ZeroPoint(node, use));
        }

        return new ModelGraph(masked, map.Model.Path);
    }

    /// <summary>
    /// Where activations are summed over, and states inside a node. Weights that meet an activation need no mask, since 0 times anything is 0;
    /// where a node sums over nothing but weights they are masked in its stead.
    /// </summary>
    private static IEnumerable<AxisUse> Silenced(IEnumerable<AxisUse> uses)
    {
        var reads = uses.Where(use => use.Role is AxisRole.Reads or AxisRole.ReadsState).ToList();
        var readers = reads.Where(use => use is { Role: AxisRole.Reads, IsConstant: false })
            .Select(use => use.Node).ToHashSet<NodeProto>(ReferenceEqualityComparer.Instance);
        return reads.Where(use => use.Role == AxisRole.ReadsState || !use.IsConstant || !readers.Contains(use.Node));
    }

    private static string? ZeroPoint(NodeProto node, AxisUse use) =>
        use.ZeroPoint < node.Input.Count && node.Input[use.ZeroPoint.Value].Length > 0 ? node.Input[use.ZeroPoint.Value] : null;
}
