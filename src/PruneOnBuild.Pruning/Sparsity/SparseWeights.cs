using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Tensors;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Onnx;

namespace PruneOnBuild.Pruning.Sparsity;

/// <summary>Finds the weights that may become sparse: constants that a node multiplies with, summing over one of their axes.</summary>
internal static class SparseWeights
{
    /// <summary>In execution order. A depthwise weight, which sums over one channel only, is not among them: it has next to no weights.</summary>
    public static IReadOnlyList<SparseWeight> Find(AxisMap map, Func<NodeProto, bool> keep)
    {
        var weights = new List<SparseWeight>();
        foreach (var uses in map.Uses.Where(use => use.IsConstant).GroupBy(use => use.Value))
        {
            var writes = uses.FirstOrDefault(use => use.Role == AxisRole.Writes);
            var reads = uses.FirstOrDefault(use => use.Role == AxisRole.Reads);
            if (map.Model.Constant(uses.Key) is { } tensor && writes is not null && reads is not null && tensor.Dims[reads.Axis] > 1 && ElementTypes.IsFloat(tensor.ElementType())
                && !map.Model.UsesOf(uses.Key).Any(use => keep(use.Node)))
            {
                weights.Add(new SparseWeight(uses.Key, writes.Node, tensor, TensorReader.Floats(tensor), writes.Axis, reads.Axis));
            }
        }

        return weights;
    }
}
