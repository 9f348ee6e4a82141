using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Tensors;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Onnx;

namespace PruneOnBuild.Pruning;

/// <summary>Counts what a model costs.</summary>
internal static class ModelCosts
{
    /// <param name="model">Whose parameters count.</param>
    /// <param name="map">Whose multiply-adds count: the model's, or those of a rewrite that says the same.</param>
    public static ModelCost Count(ModelGraph model, AxisMap map)
    {
        var (parameters, nonZeros, packed) = (0L, 0L, 0L);
        foreach (var tensor in Weights(model))
        {
            var values = TensorReader.Floats(tensor);
            var kept = values.LongCount(value => value != 0);
            parameters += values.Length;
            nonZeros += kept;
            packed += PackedBytes(values.Length, kept, ElementTypes.Bits(tensor.ElementType()) / 8);
        }

        return new ModelCost(parameters, nonZeros, (long)MultiplyAdds(map), packed)
        {
            NonZeroMultiplyAdds = (long)map.MultiplyAdds.Sum(node => Of(node) * Density(model, node.Node)),
        };
    }

    /// <summary>Multiply-adds of one sample.</summary>
    public static double MultiplyAdds(AxisMap map) =>
        map.MultiplyAdds.Sum(Of);

    /// <summary>Multiply-adds of one node and one sample.</summary>
    public static double Of(MultiplyAdds node) => node.Axes.Aggregate(node.Coefficient, (product, axis) => product * axis.Length);

    /// <summary>A bit for every weight and the value of those that are not zero, or all values where that is smaller.</summary>
    public static long PackedBytes(long weights, long nonZeros, int elementBytes) =>
        Math.Min(weights * elementBytes, ((weights + 7) / 8) + (nonZeros * elementBytes));

    /// <summary>Share of a node's weights that are not zero; 1 where it multiplies values that only a run knows.</summary>
    private static double Density(ModelGraph model, NodeProto node)
    {
        var weights = node.Input.Where(input => input.Length > 0).Select(model.Constant).OfType<TensorProto>()
            .Where(tensor => tensor.Dims.Count > 1 && ElementTypes.IsFloat(tensor.ElementType())).Select(TensorReader.Floats).ToList();
        return weights.Sum(values => values.LongLength) is > 0 and var all
            ? (double)weights.Sum(values => values.LongCount(value => value != 0)) / all : 1;
    }

    private static IEnumerable<TensorProto> Weights(ModelGraph model) =>
        ModelConstants.Of(model).Select(constant => constant.Tensor)
            .Where(tensor => ElementTypes.IsFloat(tensor.ElementType()));
}
