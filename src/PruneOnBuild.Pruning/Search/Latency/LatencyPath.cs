using PruneOnBuild.Policy;
using PruneOnBuild.Pruning.Groups;
using PruneOnBuild.Pruning.Saliency;

namespace PruneOnBuild.Pruning.Search.Latency;

/// <summary>
/// The plans from the dense model to the smallest: each faster by prediction than the one before, at a greater loss, and none looked at is
/// better in both. <see cref="Allocation.Global"/>: a walk on which each step takes the group and the lower width, near or far, that lose the
/// least for each millisecond saved, so that a width on a plateau is jumped; the other steps that it might have taken are plans too.
/// <see cref="Allocation.Layer"/>: all groups lose the same share, as far as widths allow.
/// </summary>
/// <param name="widths">For each group the widths that it may have, below all of its channels.</param>
internal sealed class LatencyPath(IReadOnlyList<ChannelGroup> groups, IReadOnlyList<ChannelRanking> rankings, IReadOnlyList<int[]> widths)
{
    /// <summary>A smaller saving, as a share of the dense time, is noise of the measurements.</summary>
    private const double LeastSaving = 2e-4;

    /// <summary>Plans that are neighbours on the path differ by this share of their time at least.</summary>
    private const double LeastStep = 0.004;

    private const int RatioSteps = 100;

    /// <summary>The dense model first.</summary>
    /// <param name="latency">Fresh budget of predicted milliseconds; used up.</param>
    public IReadOnlyList<PathStep> Walk(Allocation allocation, Budget latency)
    {
        var (least, dense) = (latency.Total * LeastSaving, groups.Select(group => group.Channels.Length).ToArray());
        var plans = new List<PathStep> { Step(dense, latency.Total) };
        if (allocation == Allocation.Layer)
        {
            Evenly(latency, dense, plans);
        }
        else
        {
            Greedily(latency, dense, plans, least);
        }

        return Frontier(plans);
    }

    private void Evenly(Budget latency, int[] now, List<PathStep> plans)
    {
        for (var step = 1; step <= RatioSteps; step++)
        {
            var share = 1 - ((double)step / RatioSteps);
            int[] next = [.. groups.Select((group, i) => widths[i].Prepend(group.Channels.Length).MinBy(width => Math.Abs(width - (share * group.Channels.Length))))];
            for (var group = 0; group < next.Length; group++)
            {
                latency.Remove(Gone(group, now[group], next[group]));
            }

            now = next;
            plans.Add(Step(now, latency.Total));
        }
    }

    private void Greedily(Budget latency, int[] now, List<PathStep> plans, double least)
    {
        while (true)
        {
            var (best, bestWidth, bestRate, bestSaving) = (-1, 0, double.PositiveInfinity, 0.0);
            for (var group = 0; group < groups.Count; group++)
            {
                foreach (var width in widths[group].Where(width => width < now[group]))
                {
                    var saving = latency.Saving(Gone(group, now[group], width));
                    if (saving <= least)
                    {
                        continue;
                    }

                    plans.Add(Step(With(now, group, width), latency.Total - saving));
                    var rate = (rankings[group].LossAt(width) - rankings[group].LossAt(now[group])) / saving;
                    if (rate < bestRate || (rate == bestRate && saving > bestSaving))
                    {
                        (best, bestWidth, bestRate, bestSaving) = (group, width, rate, saving);
                    }
                }
            }

            if (best < 0)
            {
                return;
            }

            latency.Remove(Gone(best, now[best], bestWidth));
            now = With(now, best, bestWidth);
        }
    }

    /// <summary>The plans that no other beats at an equal or smaller loss, by a step worth speaking of.</summary>
    private static List<PathStep> Frontier(List<PathStep> plans)
    {
        var path = new List<PathStep> { plans[0] };
        foreach (var plan in plans.Skip(1).OrderBy(plan => plan.Loss).ThenBy(plan => plan.PredictedMs))
        {
            if (plan.PredictedMs < path[^1].PredictedMs * (1 - LeastStep))
            {
                path.Add(plan);
            }
        }

        return path;
    }

    private PathStep Step(int[] now, double ms) => new([.. now], ms, now.Select((width, group) => rankings[group].LossAt(width)).Sum());

    private static int[] With(int[] now, int group, int width)
    {
        int[] next = [.. now];
        next[group] = width;
        return next;
    }

    private int[] Gone(int group, int from, int to) =>
        [.. rankings[group].Between(from, to).Select(channel => groups[group].Channels[channel])];
}
