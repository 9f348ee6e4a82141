using System.Collections.Immutable;

namespace PruneOnBuild.Pruning.Plans;

/// <summary>What happens to one group: channels of several nodes that go together.</summary>
/// <param name="Name">The group's root, such as <c>conv1 output</c>.</param>
/// <param name="Channels">Channels of the group in the dense model.</param>
/// <param name="Kept">Surviving channels, ascending, each in [0, Channels).</param>
/// <param name="Members">Cause and effect: <c>conv1 output -> bn1 -> conv2 input</c>.</param>
public sealed record GroupPlan(string Name, int Channels, ImmutableArray<int> Kept, string Members)
{
    public int Removed => Channels - Kept.Length;
}
