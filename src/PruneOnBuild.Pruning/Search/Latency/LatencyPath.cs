using System.Collections.Immutable;
using PruneOnBuild.Policy;
using PruneOnBuild.Pruning.Groups;
using PruneOnBuild.Pruning.Saliency;

namespace PruneOnBuild.Pruning.Search.Latency;

/// <summary>
/// The plans from the dense model to the smallest, each faster than the one before by prediction. <see cref="Allocation.Global"/>: each step
/// takes the group and the lower width, near or far, that lose the least for each millisecond saved, so that a width on a plateau is
/// jumped. <see cref="Allocation.Layer"/>: all groups lose the same share, as far as widths allow.
/// </summary>
internal sealed class LatencyPath(IReadOnlyList<ChannelGroup> groups, IReadOnlyList<ChannelRanking> rankings, IReadOnlyList<int[]> widths)
{
    /// <summary>A smaller saving, as a share of the dense time, is noise of the measurements.</summary>
    private const double LeastSaving = 2e-4;

    private const int RatioSteps = 100;

    /// <summary>The dense model first.</summary>
    /// <param name="latency">Fresh budget of predicted milliseconds; used up.</param>
    public IReadOnlyList<PathStep> Walk(Allocation allocation, Budget latency)
    {
        var (now, least) = (groups.Select(group => group.Channels.Length).ToArray(), latency.Total * LeastSaving);
        var path = new List<PathStep> { Step(now, latency) };
        foreach (var next in allocation == Allocation.Layer ? Evenly() : Greedily(latency, now, least))
        {
            for (var group = 0; group < next.Length; group++)
            {
                latency.Remove(Gone(group, now[group], next[group]));
            }

            now = next;
            if (latency.Total < path[^1].PredictedMs - least)
            {
                path.Add(Step(now, latency));
            }
        }

        return path;
    }

    private IEnumerable<int[]> Evenly()
    {
        var before = groups.Select(group => group.Channels.Length).ToArray();
        for (var step = 1; step <= RatioSteps; step++)
        {
            var ratio = (double)step / RatioSteps;
            int[] next = [.. groups.Select((group, i) => widths[i].Prepend(group.Channels.Length)
                .MinBy(width => Math.Abs(width - ((1 - ratio) * group.Channels.Length))))];
            if (!next.SequenceEqual(before))
            {
                yield return before = next;
            }
        }
    }

    private IEnumerable<int[]> Greedily(Budget latency, int[] now, double least)
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

                    var rate = (Loss(group, width) - Loss(group, now[group])) / saving;
                    if (rate < bestRate || (rate == bestRate && saving > bestSaving))
                    {
                        (best, bestWidth, bestRate, bestSaving) = (group, width, rate, saving);
                    }
                }
            }

            if (best < 0)
            {
                yield break;
            }

            now = [.. now];
            now[best] = bestWidth;
            yield return now;
        }
    }

    private PathStep Step(int[] now, Budget latency) => new([.. now], latency.Total, now.Select((width, group) => Loss(group, width)).Sum());

    private double Loss(int group, int width) => rankings[group].Loss[^(width + 1)];

    private int[] Gone(int group, int from, int to) =>
        [.. rankings[group].LeastFirst[^from..^to].Select(channel => groups[group].Channels[channel])];
}
