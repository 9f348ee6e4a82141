using System.Globalization;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Pruning.Search.Latency;

/// <summary>
/// Goal <c>speedup</c>: the first plan of a path that measures as fast as wanted. Prediction says where to begin; each measurement corrects
/// it, until the plan and the one before it are known to lie on the two sides of the goal, or time is up.
/// </summary>
internal sealed class SpeedupSearch(ICandidates candidates, ITrials trials, SearchClock clock, IProgress<string> progress)
{
    private const int MostRounds = 6;

    /// <returns>The plan; the dense one where nothing that was measured is faster.</returns>
    public PathStep Run(IReadOnlyList<PathStep> path, Located<Goal> goal, ICollection<Diagnostic> warnings)
    {
        var wanted = goal.Value.Value;
        var measured = new SortedDictionary<int, double>();
        var (tooSlow, fastEnough, correction, slowest) = (0, path.Count, 1.0, 0.0);
        for (var round = 1; round <= MostRounds && fastEnough - tooSlow > 1; round++)
        {
            var predicted = FirstThat(path, wanted / correction);
            if (predicted >= fastEnough && fastEnough < path.Count)
            {
                // Corrected by what was measured there, the plan before is too slow.
                break;
            }

            if (round > 1 && clock.Left < slowest)
            {
                break;
            }

            var next = round == MostRounds && fastEnough == path.Count
                ? path.Count - 1
                : Math.Clamp(predicted, tooSlow + 1, fastEnough - 1);
            var start = clock.Seconds;
            var (speedup, prediction) = (trials.Speedup(candidates.Cut(path[next]).Model), path[next].SpeedupOver(path[0]));
            slowest = Math.Max(slowest, clock.Seconds - start);
            measured[next] = speedup;
            correction = speedup / prediction;
            (tooSlow, fastEnough) = speedup >= wanted ? (tooSlow, next) : (next, fastEnough);
            progress.Report(string.Create(CultureInfo.InvariantCulture, $"round {round}: {prediction:0.00}x predicted, {speedup:0.00}x measured; {clock.LeftText}"));
        }

        if (fastEnough < path.Count)
        {
            return path[fastEnough];
        }

        var (best, most) = measured.Select(entry => (entry.Key, entry.Value)).DefaultIfEmpty((Key: 0, Value: 1.0)).MaxBy(entry => entry.Value);
        if (most <= 1)
        {
            warnings.Add(PruningErrors.NothingFaster(goal, most, measured.Count));
            return path[0];
        }

        var all = path.Count - 1 == tooSlow ? "all allowed cuts together measure" : "the fastest model that was measured in time has";
        warnings.Add(PruningErrors.GoalMissed(goal, string.Create(
            CultureInfo.InvariantCulture, $"{all} {most:0.00}x; 'speedup: {Math.Floor(most * 100) / 100:0.00}' would pass")));
        return path[best];
    }

    private static int FirstThat(IReadOnlyList<PathStep> path, double speedup)
    {
        var step = 1;
        while (step < path.Count - 1 && path[step].SpeedupOver(path[0]) < speedup)
        {
            step++;
        }

        return step;
    }
}
