using System.Globalization;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Pruning.Search.Latency;

/// <summary>
/// Goal <c>fastest</c>: the last plan of a path whose repaired model passes the accuracy gate, found by trials between one that passes and one
/// that fails. Accuracy does not fall evenly along a path, so where the failure was narrow a few plans beyond it get a chance. A trial begins only where it should end in time; whenever time is up, the best so far is the answer. It must measure faster
/// than the dense model, else the next best does, else nothing is pruned.
/// </summary>
internal sealed class FastestSearch(ICandidates candidates, ITrials trials, SearchClock clock, IProgress<string> progress)
{
    /// <summary>A gain in latency, as a share, that is worth another trial.</summary>
    private const double WorthATrial = 0.01;

    /// <summary>A failure that uses no more of what is allowed may be that of one plan rather than of all behind it.</summary>
    private const double Narrowly = 1.25;

    private const int MostChances = 4;

    private readonly List<Trial> _tried = [];
    private double _slowestTrial;

    /// <summary>Loss of the plan to try first; null: in the middle of the path.</summary>
    public double? FirstLoss { get; init; }

    /// <returns>The plan and its model; the dense plan and no model where none passes or none is faster.</returns>
    public (PathStep Step, CutModel? Model) Run(IReadOnlyList<PathStep> path, Located<Goal> goal, ICollection<Diagnostic> warnings)
    {
        if (!IsWorthATrial(path, 0, path.Count))
        {
            warnings.Add(PruningErrors.NothingFaster(goal, 0, 0));
            return (path[0], null);
        }

        trials.Prepare();
        var fails = Close(path);
        TryBeyond(path, fails);
        var good = _tried.Where(trial => trial.Accuracy.Passes).OrderByDescending(trial => trial.Step).ToList();
        if (good.Count == 0)
        {
            warnings.Add(PruningErrors.NothingPasses(goal, _tried.MinBy(trial => trial.Step)?.Accuracy, isTimeUp: fails > 1));
            return (path[0], null);
        }

        var best = 0.0;
        foreach (var trial in good)
        {
            var speedup = trials.Speedup(trial.Model!.Model);
            progress.Report(string.Create(
                CultureInfo.InvariantCulture, $"the fastest that passes: {path[trial.Step].SpeedupOver(path[0]):0.00}x predicted, {speedup:0.00}x measured, {trial.Accuracy.Text}"));
            if (speedup > 1)
            {
                return (path[trial.Step], trial.Model);
            }

            best = Math.Max(best, speedup);
        }

        warnings.Add(PruningErrors.NothingFaster(goal, best, good.Count));
        return (path[0], null);
    }

    /// <summary>Closes in on the limit between a plan that passes and one that fails.</summary>
    /// <returns>The first step that fails; the path's length where none was found.</returns>
    private int Close(IReadOnlyList<PathStep> path)
    {
        var (passes, fails) = (0, path.Count);
        while (IsWorthATrial(path, passes, fails) && HasTime())
        {
            var step = TrialCurve.Next(path, passes, fails, _tried.ToDictionary(trial => trial.Step, trial => trial.Accuracy.Used), FirstLoss);
            (passes, fails) = Try(path, step).Accuracy.Passes ? (step, fails) : (passes, step);
        }

        return fails;
    }

    /// <summary>Tries a few plans beyond one that failed narrowly, each notably faster than the one before.</summary>
    private void TryBeyond(IReadOnlyList<PathStep> path, int step)
    {
        for (var chance = 0; chance < MostChances && step < path.Count && HasTime(); chance++)
        {
            if (_tried.Find(trial => trial.Step == step)?.Accuracy.Used > Narrowly)
            {
                return;
            }

            var faster = path[step].PredictedMs * (1 - WorthATrial);
            while (step < path.Count && (path[step].PredictedMs > faster || _tried.Exists(trial => trial.Step == step)))
            {
                step++;
            }

            if (step < path.Count)
            {
                Try(path, step);
            }
        }
    }

    private static bool IsWorthATrial(IReadOnlyList<PathStep> path, int passes, int fails) =>
        fails - passes > 1 && path[fails - 1].PredictedMs < path[passes].PredictedMs * (1 - WorthATrial);

    /// <summary>The first trial may be too slow for the time left, but without it nothing would be known.</summary>
    private bool HasTime() => _tried.Count == 0 ? clock.Left > 0 : clock.Left > _slowestTrial;

    private Trial Try(IReadOnlyList<PathStep> path, int step)
    {
        var start = clock.Seconds;
        var cut = candidates.Cut(path[step]);
        var repaired = candidates.Repair(path[step], cut.Model);
        var accuracy = trials.Accuracy(repaired);
        var trial = new Trial(step, accuracy.Passes ? cut with { Model = repaired } : null, accuracy);
        _tried.Add(trial);
        _slowestTrial = Math.Max(_slowestTrial, clock.Seconds - start);
        progress.Report(string.Create(
            CultureInfo.InvariantCulture,
            $"trial {_tried.Count}: {path[step].SpeedupOver(path[0]):0.00}x predicted, {trial.Accuracy.Text}: {(trial.Accuracy.Passes ? "passes" : "fails")}; {clock.LeftText}"));
        return trial;
    }
}
