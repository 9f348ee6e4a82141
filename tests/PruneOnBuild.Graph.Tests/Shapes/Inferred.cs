using PruneOnBuild.Graph.Shapes;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Graph.Tests.Shapes;

/// <summary>What inference says of a node's outputs, as text: <c>Float[n,8] Int64[n,8]</c>; "?" where it says nothing.</summary>
internal static class Inferred
{
    public static string Shapes(this NodeModel node, int outputs = 1)
    {
        var table = ShapeInference.Infer(node.Build(outputs));
        return string.Join(' ', Enumerable.Range(0, outputs).Select(i => table.Of($"y{i}")?.ToString() ?? "?"));
    }
}
