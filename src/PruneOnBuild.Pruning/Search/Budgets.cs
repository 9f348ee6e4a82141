using PruneOnBuild.Graph.Tensors;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Onnx;

namespace PruneOnBuild.Pruning.Search;

/// <summary>The costs that goals speak of, as budgets over the channels of an axis map.</summary>
internal static class Budgets
{
    /// <summary>Multiply-adds of one sample.</summary>
    public static Budget MultiplyAdds(AxisMap map) =>
        new(map.Sets, map.MultiplyAdds.Select(node => BudgetTerm.Product(node.Coefficient, node.Axes)));

    /// <summary>Bytes of all constants of the model.</summary>
    public static Budget Bytes(AxisMap map) => new(map.Sets, ModelConstants.Of(map.Model).Select(constant => Term(map, constant.Name, constant.Tensor)));

    /// <summary>Channels of the groups.</summary>
    public static Budget Channels(AxisMap map, IEnumerable<int> channels) =>
        new(map.Sets, [BudgetTerm.Product(1, [channels.ToArray()])]);

    private static BudgetTerm Term(AxisMap map, string name, TensorProto tensor)
    {
        double coefficient = ElementTypes.Bits(tensor.ElementType()) / 8;
        var axes = new List<int[]>();
        for (var axis = 0; axis < tensor.Dims.Count; axis++)
        {
            if (map.Channels(name, axis) is { } channels)
            {
                axes.Add(channels);
            }
            else
            {
                coefficient *= tensor.Dims[axis];
            }
        }

        return BudgetTerm.Product(coefficient, axes);
    }
}
