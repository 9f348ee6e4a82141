using PruneOnBuild.Policy;
using PruneOnBuild.Pruning.Groups;
using PruneOnBuild.Pruning.Saliency;

namespace PruneOnBuild.Pruning.Search;

/// <summary>
/// How many channels each group keeps. <see cref="Allocation.Layer"/>: every group loses the same share. <see cref="Allocation.Global"/>:
/// step by step, the group whose next step loses the least for what it saves (greedy knapsack).
/// </summary>
internal sealed class WidthSearch(IReadOnlyList<ChannelGroup> groups, IReadOnlyList<ChannelRanking> rankings, int multiple)
{
    private const int RatioSteps = 1000;

    /// <summary>Kept channels of each group, as indices into it, ascending; the first plan whose budget is at most the limit.</summary>
    /// <param name="budget">Fresh budget of the goal's cost; holds the reached cost afterwards.</param>
    /// <param name="limit">The cost wanted. Where no plan reaches it, the one that comes nearest.</param>
    public IReadOnlyList<int[]> Reach(Allocation allocation, Budget budget, double limit) =>
        allocation == Allocation.Layer ? ReachByRatio(budget, limit) : ReachByGreed(budget, limit);

    /// <summary>Every group loses the same share of its channels.</summary>
    public int[][] Uniform(double ratio) =>
        [.. groups.Select((group, i) => rankings[i].Kept(Widths.Nearest(group.Channels.Length, ratio, Widths.MultipleOf(group, multiple))))];

    private int[][] ReachByRatio(Budget budget, double limit)
    {
        var kept = Uniform(0);
        for (var step = 1; step <= RatioSteps && budget.Total > limit; step++)
        {
            var next = Uniform((double)step / RatioSteps);

            // Groups of one width step together: those that come first make up what is wanted, so that the rest is not cut in vain.
            for (var i = 0; i < groups.Count && budget.Total > limit; i++)
            {
                budget.Remove([.. kept[i].Except(next[i]).Select(channel => groups[i].Channels[channel])]);
                kept[i] = next[i];
            }
        }

        return kept;
    }

    private int[][] ReachByGreed(Budget budget, double limit)
    {
        var width = groups.Select(group => group.Channels.Length).ToArray();
        while (budget.Total > limit)
        {
            var (best, bestRate) = (-1, double.PositiveInfinity);
            for (var i = 0; i < groups.Count; i++)
            {
                if (Widths.Below(width[i], Widths.MultipleOf(groups[i], multiple)) is not (> 0 and var below))
                {
                    continue;
                }

                var next = Next(i, below);
                var saving = budget.Saving([.. next.Select(channel => groups[i].Channels[channel])]);
                var loss = rankings[i].LossAt(below) - rankings[i].LossAt(width[i]);
                if (saving > 0 && loss / saving < bestRate)
                {
                    (best, bestRate) = (i, loss / saving);
                }
            }

            if (best < 0)
            {
                break;
            }

            var target = Widths.Below(width[best], Widths.MultipleOf(groups[best], multiple));
            budget.Remove([.. Next(best, target).Select(channel => groups[best].Channels[channel])]);
            width[best] = target;
        }

        return [.. width.Select((kept, i) => rankings[i].Kept(kept))];

        int[] Next(int group, int below) => rankings[group].Between(width[group], below);
    }
}
