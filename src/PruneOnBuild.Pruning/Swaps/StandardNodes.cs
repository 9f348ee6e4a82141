using PruneOnBuild.Graph.Onnx;

namespace PruneOnBuild.Pruning.Swaps;

/// <summary>Nodes of ONNX's own operators.</summary>
internal static class StandardNodes
{
    public static bool IsStandard(NodeProto node) => node.Domain is "" or "ai.onnx";

    public static bool Is(NodeProto node, string operation) => node.OpType == operation && IsStandard(node);
}
