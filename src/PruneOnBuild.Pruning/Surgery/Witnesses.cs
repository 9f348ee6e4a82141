using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Onnx;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Pruning.Surgery;

/// <summary>What the law of surgery listens to inside a model: the outputs of its layers.</summary>
internal static class Witnesses
{
    /// <summary>Together they hold at most so many elements, as far as sizes are known: 256 MB of float32 in each model.</summary>
    private const double MostElements = 1 << 26;

    /// <summary>Elements of a value are counted so where only a run tells an extent.</summary>
    private const double OpenExtent = 32;

    /// <summary>Float outputs of the nodes that sum over channels, the smallest first while there is room; in execution order.</summary>
    public static IReadOnlyList<Witness> Of(AxisMap map, Func<int, bool> removed)
    {
        var values = map.Uses.Where(use => use is { Role: AxisRole.Reads, IsConstant: false })
            .Select(use => use.Node.Output[0]).Distinct()
            .Where(value => !map.Model.IsOutput(value) && map.Shapes.Of(value) is { ElementType: DataType.Float })
            .Select((value, order) => (value, order, size: map.Shapes.Of(value)!.Dims.Aggregate(1.0, (product, dim) => product * (dim.IsKnown ? dim.Value : OpenExtent))))
            .OrderBy(candidate => candidate.size).ToList();
        var room = MostElements;
        return
        [
            .. values.TakeWhile(candidate => (room -= candidate.size) >= 0)
                .OrderBy(candidate => candidate.order)
                .Select(candidate => new Witness(candidate.value, [.. Enumerable.Range(0, map.Shapes.Of(candidate.value)!.Rank).Select(axis => Kept(map, removed, candidate.value, axis))])),
        ];
    }

    /// <summary>The model with the witnesses as further outputs, as bytes.</summary>
    public static byte[] Expose(ModelGraph model, IReadOnlyList<Witness> witnesses)
    {
        var proto = model.Proto;
        if (witnesses.Count > 0)
        {
            proto = proto.Clone();
            proto.Graph.Output.AddRange(witnesses.Select(witness => new ValueInfoProto
            {
                Name = witness.Value,
                Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)DataType.Float } },
            }));
        }

        return OnnxWriter.ToBytes(proto, model.Path);
    }

    private static int[]? Kept(AxisMap map, Func<int, bool> removed, string value, int axis) =>
        map.Channels(value, axis) is { } channels ? AxisMap.Kept(channels, removed) : null;
}
