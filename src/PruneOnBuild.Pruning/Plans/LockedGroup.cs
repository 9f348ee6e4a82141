using System.Collections.Immutable;

namespace PruneOnBuild.Pruning.Plans;

/// <summary>What one group keeps by a locked plan.</summary>
/// <param name="Name">The group's root, such as <c>conv1 output</c>. Groups of one name come in the order of the model.</param>
/// <param name="Channels">Channels of the group in the dense model.</param>
/// <param name="Kept">Surviving channels, ascending, each in [0, Channels).</param>
public sealed record LockedGroup(string Name, int Channels, ImmutableArray<int> Kept);
