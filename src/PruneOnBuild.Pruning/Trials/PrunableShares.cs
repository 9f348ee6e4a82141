using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Tensors;

namespace PruneOnBuild.Pruning.Trials;

/// <summary>Counts what is prunable: all but the product, over the axes, of the indices that always stay.</summary>
internal static class PrunableShares
{
    public static PrunableShare Count(AxisMap map, PrunableChannels channels)
    {
        var total = ModelCosts.MultiplyAdds(map);
        var (parameters, stuckParameters) = (0.0, 0.0);
        foreach (var (name, tensor) in ModelConstants.Of(map.Model).Where(constant => ElementTypes.IsFloat(constant.Tensor.ElementType())))
        {
            parameters += tensor.Dims.Aggregate(1.0, (product, dim) => product * dim);
            stuckParameters += tensor.Dims.Select((dim, axis) => map.Channels(name, axis) is { } indices ? channels.Stuck(indices) : dim)
                .Aggregate(1.0, (product, stuck) => product * stuck);
        }

        return new PrunableShare(total, total - map.MultiplyAdds.Sum(node => Stuck(node, channels)), parameters, parameters - stuckParameters);
    }

    /// <summary>Multiply-adds of a node that no cut can reach.</summary>
    public static double Stuck(MultiplyAdds node, PrunableChannels channels) =>
        node.Axes.Aggregate(node.Coefficient, (product, axis) => product * channels.Stuck(axis));
}
