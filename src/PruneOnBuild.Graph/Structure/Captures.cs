using PruneOnBuild.Graph.Onnx;

namespace PruneOnBuild.Graph.Structure;

/// <summary>The values that a node's subgraphs (of If, Loop, Scan and their like) read from the graph around them.</summary>
internal static class Captures
{
    /// <summary>Distinct names in order of appearance.</summary>
    public static IEnumerable<string> Of(NodeProto node) => node.Subgraphs().SelectMany(FreeNames).Distinct();

    private static IEnumerable<string> FreeNames(GraphProto graph)
    {
        var own = new HashSet<string>(
        [
            "",
            .. graph.Input.Select(input => input.Name),
            .. graph.Initializer.Select(tensor => tensor.Name),
            .. graph.SparseInitializer.Select(tensor => tensor.Values?.Name ?? ""),
            .. graph.Node.SelectMany(node => node.Output),
        ]);
        return graph.Node.SelectMany(node => node.Input.Concat(Of(node)))
            .Concat(graph.Output.Select(output => output.Name))
            .Where(name => !own.Contains(name));
    }
}
