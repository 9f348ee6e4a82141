using System.Collections.Immutable;
using System.Globalization;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Pruning.Groups;
using PruneOnBuild.Pruning.Saliency;

namespace PruneOnBuild.Pruning.Search;

/// <summary>From the policy's goal to the channels that each group keeps.</summary>
internal sealed class GoalSearch(AxisMap map, ImmutableArray<ChannelGroup> groups, IReadOnlyList<ChannelRanking> rankings, int multiple)
{
    /// <returns>Kept channels of each group, as indices into it, ascending.</returns>
    public IReadOnlyList<int[]> Reach(PruneSettings settings, ICollection<Diagnostic> warnings)
    {
        var goal = settings.Goal;
        var (budget, limit, unit) = goal.Value.Kind switch
        {
            GoalKind.Flops => Share(Budgets.MultiplyAdds(map), goal.Value.Value, "of the multiply-adds"),
            GoalKind.Ratio => Share(Budgets.Channels(map, groups.SelectMany(group => group.Channels)), 1 - goal.Value.Value, "of the channels"),
            GoalKind.Size => Bytes(goal.Value.Value),
            var other => throw new ArgumentOutOfRangeException(nameof(settings), other, "No goal of widths."),
        };
        var dense = budget.Total;
        var search = new WidthSearch(groups, rankings, multiple);

        // A ratio for every layer needs no budget: each group goes to the width nearest to it.
        if (goal.Value.Kind == GoalKind.Ratio && settings.Allocation.Value == Allocation.Layer)
        {
            return search.Uniform(goal.Value.Value);
        }

        var kept = search.Reach(settings.Allocation.Value, budget, limit);
        if (budget.Total > limit)
        {
            warnings.Add(PruningErrors.GoalMissed(
                goal,
                string.Create(CultureInfo.InvariantCulture, $"all allowed cuts together leave {budget.Total / dense:0.000} {unit}")));
        }

        return kept;
    }

    private static (Budget Budget, double Limit, string Unit) Share(Budget budget, double share, string unit) =>
        (budget, budget.Total * share, unit);

    /// <summary>The file is its weights and a rest that no cut changes.</summary>
    private (Budget Budget, double Limit, string Unit) Bytes(double bytes)
    {
        var budget = Budgets.Bytes(map);
        return (budget, bytes - (map.Model.Proto.CalculateSize() - budget.Total), "of the weights' bytes");
    }
}
