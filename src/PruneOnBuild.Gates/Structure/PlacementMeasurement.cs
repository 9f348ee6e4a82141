using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PruneOnBuild.Runtime.Placement;

namespace PruneOnBuild.Gates.Structure;

/// <summary>Which execution provider each node of the pruned model ran on.</summary>
/// <param name="Provider">The one asked for, in the word of prune.yaml.</param>
/// <param name="Nodes">Of the graph as the runtime ran it, once each.</param>
public sealed record PlacementMeasurement(string Provider, ImmutableArray<PlacedNode> Nodes)
{
    /// <summary>Nodes that another provider ran.</summary>
    [JsonIgnore]
    public ImmutableArray<PlacedNode> Elsewhere => [.. Nodes.Where(node => node.Provider != Provider)];
}
