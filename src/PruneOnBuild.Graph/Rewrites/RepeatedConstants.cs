using PruneOnBuild.Graph.Onnx;

namespace PruneOnBuild.Graph.Rewrites;

/// <summary>
/// Some exporters' tools append a Constant node under a name that another one has already. ONNX forbids it; ONNX Runtime takes the latest, with
/// a warning. So does this: the earlier ones are left out.
/// </summary>
internal static class RepeatedConstants
{
    public static void KeepLatest(ModelProto model)
    {
        if (model.Graph is not { } graph)
        {
            return;
        }

        var latest = new Dictionary<string, NodeProto>();
        foreach (var node in graph.Node.Where(IsConstant))
        {
            latest[node.Output[0]] = node;
        }

        if (latest.Count == graph.Node.Count(IsConstant))
        {
            return;
        }

        var kept = graph.Node.Where(node => !IsConstant(node) || ReferenceEquals(latest[node.Output[0]], node)).ToList();
        graph.Node.Clear();
        graph.Node.AddRange(kept);
    }

    private static bool IsConstant(NodeProto node) => node is { OpType: "Constant", Domain: "" or "ai.onnx", Output.Count: 1 };
}
