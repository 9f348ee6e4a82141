using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Structure;

namespace PruneOnBuild.Graph.Rewrites;

/// <summary>The part of a model that makes some of its values, as a model of its own.</summary>
public static class PartialModel
{
    /// <param name="values">The outputs of the part, in this order. The part has those of the model's inputs that they depend on.</param>
    /// <param name="given">Float values inside the model that are fed instead of computed; those that nothing needs are no inputs.</param>
    public static ModelProto That(ModelGraph model, IReadOnlyList<string> values, IReadOnlySet<string>? given = null)
    {
        var part = model.Proto.Clone();
        var needed = values.ToHashSet();
        bool IsComputed(string value) => given?.Contains(value) != true;
        var nodes = new List<NodeProto>();
        foreach (var node in model.Nodes.Reverse().Where(node => node.Output.Any(output => needed.Contains(output) && IsComputed(output))))
        {
            nodes.Add(node);
            needed.UnionWith(node.Input);
            needed.UnionWith(Captures.Of(node));
        }

        nodes.Reverse();
        RenameGiven(nodes, given ?? new HashSet<string>());
        part.Graph.Node.Clear();
        part.Graph.Node.AddRange(nodes);
        Keep(part.Graph.Initializer, tensor => needed.Contains(tensor.Name));
        Keep(part.Graph.Input, input => needed.Contains(input.Name));
        part.Graph.Input.AddRange((given ?? new HashSet<string>()).Where(needed.Contains).Order(StringComparer.Ordinal).Select(value => new ValueInfoProto
        {
            Name = value,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)TensorProto.Types.DataType.Float } },
        }));
        part.Graph.Output.Clear();
        part.Graph.Output.AddRange(values.Select(value => new ValueInfoProto { Name = value }));
        return part;
    }

    /// <summary>A node that stays for another of its outputs makes the given ones too, under names that nobody reads.</summary>
    private static void RenameGiven(List<NodeProto> nodes, IReadOnlySet<string> given)
    {
        for (var i = 0; i < nodes.Count; i++)
        {
            if (!nodes[i].Output.Any(given.Contains))
            {
                continue;
            }

            nodes[i] = nodes[i].Clone();
            for (var output = 0; output < nodes[i].Output.Count; output++)
            {
                nodes[i].Output[output] += given.Contains(nodes[i].Output[output]) ? "_computed" : "";
            }
        }
    }

    private static void Keep<T>(Google.Protobuf.Collections.RepeatedField<T> all, Func<T, bool> isKept)
    {
        var kept = all.Where(isKept).ToList();
        all.Clear();
        all.AddRange(kept);
    }
}
