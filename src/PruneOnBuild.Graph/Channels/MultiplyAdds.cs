using PruneOnBuild.Graph.Onnx;

namespace PruneOnBuild.Graph.Channels;

/// <summary>
/// Multiply-adds of one node as a product: <paramref name="Coefficient"/> times the number of kept channels of every axis in
/// <paramref name="Axes"/>. Sizes that no cut changes (kernel, output positions) are in the coefficient; batch counts as 1.
/// </summary>
public sealed record MultiplyAdds(NodeProto Node, double Coefficient, IReadOnlyList<int[]> Axes)
{
    /// <summary>Whether all sizes were known; those that were not count as one.</summary>
    public bool IsExact { get; init; } = true;
}
