using PruneOnBuild.Graph.Onnx;

namespace PruneOnBuild.Graph;

/// <summary>One reader of a value.</summary>
/// <param name="Node">A node of the main graph.</param>
/// <param name="Input">Position among the node's inputs; <see cref="Captured"/> where a subgraph of the node reads the value.</param>
public readonly record struct ValueUse(NodeProto Node, int Input)
{
    public const int Captured = -1;
}
