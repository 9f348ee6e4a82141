using PruneOnBuild.Graph.Onnx;

namespace PruneOnBuild.Pruning;

/// <summary>What a user calls a node: its name, or its first output where the exporter gave it none.</summary>
internal static class NodeNames
{
    public static string Of(NodeProto node) => node.Name.Length > 0 ? node.Name : node.Output.FirstOrDefault(node.OpType);
}
