using PruneOnBuild.Graph.Tensors;
using PruneOnBuild.Graph.Channels;

namespace PruneOnBuild.Pruning.Search;

/// <summary>The costs that goals speak of, as budgets over the channels of an axis map.</summary>
internal static class Budgets
{
    /// <summary>Multiply-adds of one sample.</summary>
    public static Budget MultiplyAdds(AxisMap map) =>
        new(map.Sets, map.MultiplyAdds.Select(node => BudgetTerm.Product(node.Coefficient, node.Axes)));

    /// <summary>Bytes of all constants of the model.</summary>
    public static Budget Bytes(AxisMap map) => new(map.Sets, ModelConstants.Of(map.Model).Select(constant =>
        BudgetTerm.Elements(map, constant.Name, constant.Tensor.Dims, ElementTypes.Bits(constant.Tensor.ElementType()) / 8)));

    /// <summary>Channels of the groups.</summary>
    public static Budget Channels(AxisMap map, IEnumerable<int> channels) =>
        new(map.Sets, [BudgetTerm.Product(1, [channels.ToArray()])]);
}
