using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Tensors;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Rewrites;

namespace PruneOnBuild.Pruning.Surgery;

/// <summary>
/// The dense model with removed channels silenced at their consumers: before every node that sums over channels, its input is multiplied
/// by a mask of ones and zeros. It has the dense model's shapes and, by the law of surgery, the pruned model's outputs.
/// </summary>
internal static class MaskedModel
{
    public static ModelGraph Build(AxisMap map, Func<int, bool> removed)
    {
        var masked = map.Model.Proto.Clone();
        var cloneOf = new Dictionary<NodeProto, NodeProto>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < masked.Graph.Node.Count; i++)
        {
            cloneOf[map.Model.Graph.Node[i]] = masked.Graph.Node[i];
        }

        var number = 0;
        foreach (var use in map.Uses.Where(use => use is { Role: AxisRole.Reads, IsConstant: false }))
        {
            var channels = map.Channels(use.Value, use.Axis)!;
            if (!channels.Any(channel => channel != AxisMap.Untracked && removed(channel)))
            {
                continue;
            }

            var node = cloneOf[use.Node];
            var name = $"pruneonbuild_mask_{number++}";
            ModelEdits.AddInitializer(masked, Mask(name, channels, removed, use.Axis, map.Shapes.Of(use.Value)!));
            masked.Graph.Node.Insert(
                masked.Graph.Node.IndexOf(node),
                new NodeProto { OpType = "Mul", Name = name, Input = { node.Input[use.Input], name }, Output = { $"{name}_out" } });
            node.Input[use.Input] = $"{name}_out";
        }

        return new ModelGraph(masked, map.Model.Path);
    }

    private static TensorProto Mask(string name, int[] channels, Func<int, bool> removed, int axis, Graph.Shapes.TensorShape shape)
    {
        var mask = new TensorProto { Name = name, DataType = (int)shape.ElementType };
        for (var i = 0; i < shape.Rank; i++)
        {
            mask.Dims.Add(i == axis ? channels.Length : 1);
        }

        var values = channels.Select(channel => channel != AxisMap.Untracked && removed(channel) ? 0f : 1f).ToArray();
        return TensorWriter.WithFloats(mask, [.. mask.Dims], values);
    }
}
