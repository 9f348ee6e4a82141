using System.Collections.Immutable;
using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Shapes;
using PruneOnBuild.Graph.Tensors;
using PruneOnBuild.Policy.Capabilities;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Gates.Predicted;

/// <summary>Counts what each layer of a model has to do for one sample.</summary>
public static class ModelWork
{
    /// <param name="inputs">Sizes of one sample, by input.</param>
    public static ImmutableArray<LayerWork> Of(ModelGraph model, IReadOnlyDictionary<string, long[]> inputs)
    {
        var map = AxisMapper.Map(model, ShapeInference.Infer(model, inputShapes: inputs));
        return [.. map.MultiplyAdds.GroupBy(part => part.Node).Select(parts => Of(map, parts.Key, [.. parts]))];
    }

    private static LayerWork Of(AxisMap map, NodeProto node, MultiplyAdds[] parts)
    {
        var model = map.Model;
        var weights = node.Input.Select(model.Constant).OfType<TensorProto>().Where(tensor => tensor.Dims.Count > 1).ToArray();
        var activations = node.Input.Where(input => input.Length > 0 && model.Constant(input) is null)
            .Concat(node.Output.Where(output => output.Length > 0)).Select(value => Bytes(map.Shapes.Of(value))).ToArray();
        var values = weights.Select(TensorReader.Floats).ToArray();
        var all = values.Sum(tensor => tensor.LongLength);
        return new LayerWork(
            node.Name.Length > 0 ? node.Name : node.Output[0],
            node.OpType,
            parts.Sum(part => part.Axes.Aggregate(part.Coefficient, (product, axis) => product * axis.Length)),
            activations.Sum(bytes => bytes ?? 0),
            weights.Sum(Bytes),
            all == 0 ? 1 : (double)values.Sum(tensor => tensor.LongCount(value => value != 0)) / all,
            all > 0 && weights.Zip(values).All(weight => IsTwoOfFour(weight.First, weight.Second, InputAxis(map, node, weight.First))),
            Type(weights.Length > 0 ? weights[0].ElementType() : map.Shapes.Of(node.Input[0])?.ElementType ?? DataType.Undefined),
            parts.All(part => part.IsExact) && activations.All(bytes => bytes is not null));
    }

    private static int? InputAxis(AxisMap map, NodeProto node, TensorProto weight) =>
        map.Uses.FirstOrDefault(use => use.Node == node && use.Role == AxisRole.Reads && use.IsConstant && map.Model.Constant(use.Value) == weight)?.Axis;

    /// <summary>A last group of fewer than four counts as well.</summary>
    private static bool IsTwoOfFour(TensorProto weight, float[] values, int? axis)
    {
        if (axis is not { } along)
            return false;
        var inner = (int)weight.Dims.Skip(along + 1).Aggregate(1L, (product, dim) => product * dim);
        var length = (int)weight.Dims[along];
        for (var outer = 0; outer < values.Length; outer += length * inner)
            for (var column = 0; column < inner; column++)
                for (var first = 0; first < length; first += 4)
                    if (Enumerable.Range(first, Math.Min(4, length - first)).Count(i => values[outer + (i * inner) + column] != 0) > 2)
                        return false;
        return true;
    }

    private static WeightType? Type(DataType type) => type switch
    {
        DataType.Float => WeightType.Fp32,
        DataType.Float16 or DataType.Bfloat16 => WeightType.Fp16,
        DataType.Int8 or DataType.Uint8 => WeightType.EightBit,
        _ => null,
    };

    private static long? Bytes(TensorShape? shape) => shape is { Elements: { IsKnown: true } elements } && ElementTypes.Bits(shape.ElementType) > 0
        ? elements.Value * ElementTypes.Bits(shape.ElementType) / 8 : null;

    private static long Bytes(TensorProto tensor) => tensor.ElementCount() * ElementTypes.Bits(tensor.ElementType()) / 8;
}
