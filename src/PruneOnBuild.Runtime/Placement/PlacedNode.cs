namespace PruneOnBuild.Runtime.Placement;

/// <summary>A node of the graph as the runtime runs it, and the execution provider that runs it.</summary>
/// <param name="Operator">Such as <c>Conv</c>, or a fused or inserted one.</param>
/// <param name="Provider">In the word of prune.yaml: <c>cpu</c>, <c>webgpu</c>.</param>
public sealed record PlacedNode(string Name, string Operator, string Provider)
{
    /// <summary><c>Gather '/head/pick'</c></summary>
    public override string ToString() => $"{Operator} '{Name}'";
}
