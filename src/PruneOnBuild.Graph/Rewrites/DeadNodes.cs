using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Structure;

namespace PruneOnBuild.Graph.Rewrites;

/// <summary>Removes what a rewrite left without readers. What nobody read before stays: a user put it there.</summary>
internal static class DeadNodes
{
    /// <param name="model">The model to edit.</param>
    /// <param name="before">The same model before the rewrite.</param>
    public static void Remove(ModelProto model, ModelGraph before)
    {
        var readers = new Dictionary<string, int>();
        void Count(string value, int change) => readers[value] = readers.GetValueOrDefault(value) + change;
        foreach (var value in model.Graph.Node.SelectMany(Reads).Concat(model.Graph.Output.Select(output => output.Name)))
        {
            Count(value, 1);
        }

        bool IsRead(string value) => readers.GetValueOrDefault(value) > 0;
        bool WasRead(string value) => before.UsesOf(value).Count > 0 || before.IsOutput(value);
        var dead = new HashSet<NodeProto>(ReferenceEqualityComparer.Instance);
        foreach (var node in new ModelGraph(model, before.Path).Nodes.Reverse())
        {
            if (node.Output.Any(IsRead) || !node.Output.Any(WasRead))
            {
                continue;
            }

            dead.Add(node);
            foreach (var value in Reads(node))
            {
                Count(value, -1);
            }
        }

        if (dead.Count > 0)
        {
            var alive = model.Graph.Node.Where(node => !dead.Contains(node)).ToList();
            model.Graph.Node.Clear();
            model.Graph.Node.AddRange(alive);
        }

        var unread = model.Graph.Initializer.Select(tensor => tensor.Name).Where(name => !IsRead(name) && WasRead(name));
        ModelEdits.RemoveInitializers(model, unread.ToHashSet());
    }

    private static IEnumerable<string> Reads(NodeProto node) => node.Input.Where(input => input.Length > 0).Concat(Captures.Of(node));
}
