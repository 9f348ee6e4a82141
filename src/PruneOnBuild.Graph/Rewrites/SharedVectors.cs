using System.Globalization;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Structure;
using PruneOnBuild.Graph.Tensors;

namespace PruneOnBuild.Graph.Rewrites;

/// <summary>
/// Vectors of numbers that several nodes read, such as equal biases that an exporter stored once: each node gets its own, so that layers
/// which have nothing to do with each other may lose different channels. Larger weights stay shared; that is what their author meant.
/// </summary>
internal static class SharedVectors
{
    private const string Mark = ".of.";

    /// <returns>Whether there were any.</returns>
    public static bool Split(ModelProto model, ModelGraph before)
    {
        var nodes = ModelEdits.CopiesOf(before.Graph, model.Graph);

        var copies = 0;
        foreach (var name in Names(before))
        {
            var tensor = before.Constant(name)!;
            var readers = before.UsesOf(name).Where(use => use.Input >= 0).Select(use => nodes[use.Node]).Distinct<NodeProto>(ReferenceEqualityComparer.Instance).ToList();
            foreach (var reader in IsVector(tensor) ? readers.Skip(1) : [])
            {
                var copy = tensor.Clone();
                copy.Name = string.Create(CultureInfo.InvariantCulture, $"{name}{Mark}{copies++}");
                ModelEdits.AddInitializer(model, copy);
                Rename(reader, name, copy.Name);
            }
        }

        return copies > 0;
    }

    /// <summary>Copies that are still equal to what they were copied from go again.</summary>
    public static void Merge(ModelProto model)
    {
        var originals = model.Graph.Initializer.ToDictionary(tensor => tensor.Name);
        foreach (var (name, tensor) in ConstantNodes.In(model.Graph.Node))
        {
            originals.TryAdd(name, tensor);
        }

        var names = new Dictionary<string, string>();
        foreach (var copy in model.Graph.Initializer)
        {
            var mark = copy.Name.LastIndexOf(Mark, StringComparison.Ordinal);
            if (mark > 0 && originals.TryGetValue(copy.Name[..mark], out var original) && SameContents(original, copy))
            {
                names.Add(copy.Name, copy.Name[..mark]);
            }
        }

        ModelEdits.RemoveInitializers(model, names.Keys.ToHashSet());
        foreach (var node in names.Count > 0 ? model.Graph.Node : [])
        {
            for (var input = 0; input < node.Input.Count; input++)
            {
                node.Input[input] = names.GetValueOrDefault(node.Input[input], node.Input[input]);
            }
        }
    }

    private static IEnumerable<string> Names(ModelGraph model) =>
        model.Graph.Initializer.Select(tensor => tensor.Name)
            .Concat(model.Nodes.Where(node => node.OpType == "Constant").SelectMany(node => node.Output))
            .Where(name => model.Constant(name) is not null);

    private static bool IsVector(TensorProto tensor) =>
        ElementTypes.IsFloat(tensor.ElementType()) && tensor.Dims.Count(dim => dim > 1) == 1;

    private static bool SameContents(TensorProto original, TensorProto copy)
    {
        var renamed = copy.Clone();
        renamed.Name = original.Name;
        return renamed.Equals(original);
    }

    private static void Rename(NodeProto node, string from, string to)
    {
        for (var input = 0; input < node.Input.Count; input++)
        {
            if (node.Input[input] == from)
            {
                node.Input[input] = to;
            }
        }
    }
}
