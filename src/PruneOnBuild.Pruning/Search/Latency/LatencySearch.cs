using System.Globalization;
using System.Security.Cryptography;
using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Shapes;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Pruning.Groups;
using PruneOnBuild.Pruning.Saliency;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Pruning.Search.Latency;

/// <summary>The goals that speak of time: <c>speedup</c> and <c>fastest</c>, along the path of least loss for predicted milliseconds.</summary>
/// <param name="clock">Began with the prune, so that ranking counts too.</param>
internal sealed class LatencySearch(
    PruneRequest request, Analysis analysis, IReadOnlyList<ChannelRanking> rankings, SearchClock clock)
{
    /// <summary>Share of the time left after ranking that measuring layers may take.</summary>
    private const double MostOfTheTime = 0.3;

    private readonly double _measuresUntil = clock.Seconds + (MostOfTheTime * clock.Left);
    private readonly ITrials _trials = request.Trials ?? throw new ArgumentException("Goals of time need trials.", nameof(request));

    /// <summary>
    /// Where the first trial lies. The losses of obs are of the model's outputs, in nats, and classifiers that differ from the dense one by
    /// 0.02 to 0.05 have lost about a point of accuracy; other losses are in units of their own.
    /// </summary>
    private double? FirstLoss => request.Model.Prune.Criterion.Value == Criterion.Obs && request.Model.Gates.Accuracy?.MaxDrop is { Value: > 0 } drop
        ? 2.5 * drop.Value : null;

    public Choice Reach(Candidates candidates, ICollection<Diagnostic> warnings)
    {
        var (goal, progress) = (request.Model.Prune.Goal, request.Progress);
        var path = Path();
        progress.Report(string.Create(
            CultureInfo.InvariantCulture, $"{path.Count - 1} plans, up to {path[^1].SpeedupOver(path[0]):0.00}x predicted; {clock.LeftText}"));
        var (step, finished) = goal.Value.Kind == GoalKind.Fastest
            ? new FastestSearch(candidates, _trials, clock, progress) { FirstLoss = FirstLoss }.Run(path, goal, warnings)
            : (new SpeedupSearch(candidates, _trials, clock, progress).Run(path, goal, warnings), null);
        return new Choice(candidates.Kept(step), finished);
    }

    private bool HasTimeToMeasure() => clock.Seconds < _measuresUntil;

    private IReadOnlyList<PathStep> Path()
    {
        var settings = SessionSettings.For(request.Target);
        request.Progress.Report("measuring latency stairs");
        var timer = request.LayerTimer ?? new LayerTimer(settings, analysis.Map.Model.Proto, request.Progress.Report);
        var table = new LatencyTable(timer, request.CacheFolder is { } folder ? new LatencyFile(folder, MachineOf(settings)) : null, HasTimeToMeasure);
        var shapes = ShapeInference.Infer(analysis.Map.Model, inputShapes: _trials.Sample.ToDictionary(input => input.Key, input => input.Value.Dims.ToArray()));
        var dense = table.Dense(HashOf(request.Dense), () => DenseTimer.Measure(request.Dense, analysis.Map, settings, _trials.Sample, request.Progress.Report));
        var path = new LatencyPath(analysis.Groups, rankings, [.. analysis.Groups.Select(group => StairWidths.Of(group, request.Target))])
            .Walk(request.Model.Prune.Allocation.Value, LatencyBudget.Of(analysis.Map, shapes, table, dense));
        table.Save();
        request.Progress.Report($"latency stairs: {table}");
        return path;
    }

    private static string HashOf(ModelGraph model) => Convert.ToHexStringLower(SHA256.HashData(OnnxWriter.ToBytes(model.Proto, model.Path)));

    private static string MachineOf(SessionSettings settings) =>
        string.Create(CultureInfo.InvariantCulture, $"{MachineFingerprint.Current(settings)} {settings.Threads?.ToString(CultureInfo.InvariantCulture) ?? "any number of"} threads");
}
