using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Pruning.Plans;

namespace PruneOnBuild.Pruning.Groups;

/// <summary>Finds the groups of a locked plan among those of the model, by name and channel count.</summary>
internal static class LockedChannels
{
    /// <returns>Kept channels of each group, as indices into it, ascending.</returns>
    /// <exception cref="PruneOnBuildException">POB3020: plan and model have not the same groups.</exception>
    public static IReadOnlyList<int[]> Of(LockedPlan plan, Analysis analysis)
    {
        // Heads and their dimensions are groups of one name; the walk that finds them is the same for equal models, and so is their order.
        var locked = plan.Groups.GroupBy(group => group.Name).ToDictionary(name => name.Key, name => new Queue<LockedGroup>(name));
        int[][] kept = [.. analysis.Groups.Select(group => KeptOf(group, locked.GetValueOrDefault(group.Name)))];
        return locked.Values.FirstOrDefault(rest => rest.Count > 0) is { } unknown
            ? throw Misfit($"it has group '{unknown.Peek().Name}', which the model has not")
            : kept;

        int[] KeptOf(ChannelGroup group, Queue<LockedGroup>? named)
        {
            if (named is null || !named.TryDequeue(out var own))
            {
                throw Misfit($"it says nothing of group '{group.Name}'");
            }

            if (own.Channels != group.Channels.Length)
            {
                throw Misfit($"group '{group.Name}' has {own.Channels} channels there and {group.Channels.Length} in the model");
            }

            return IsChoice(own) ? [.. own.Kept] : throw Misfit($"group '{group.Name}' must keep at least one of its channels 0 to {own.Channels - 1}");
        }

        PruneOnBuildException Misfit(string what) => new(PruningErrors.PlanDoesNotFit(plan, analysis.Dense.Path, what));
    }

    private static bool IsChoice(LockedGroup group) =>
        group.Kept is [>= 0, ..] && group.Kept[^1] < group.Channels && group.Kept.Zip(group.Kept.Skip(1)).All(pair => pair.First < pair.Second);
}
