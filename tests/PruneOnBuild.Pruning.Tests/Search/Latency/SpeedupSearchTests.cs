using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Pruning.Search.Latency;

namespace PruneOnBuild.Pruning.Tests.Search.Latency;

/// <summary>The least cut that measures as fast as wanted, however far prediction is off.</summary>
public sealed class SpeedupSearchTests
{
    private static readonly IReadOnlyList<PathStep> Path = FakeTrials.Path(40);
    private readonly List<Diagnostic> _warnings = [];

    [Theory]
    [InlineData(1.0)]
    [InlineData(0.8)]
    [InlineData(1.3)]
    public void PredictionThatIsOff_IsCorrected_ToTheLeastCut(double truth)
    {
        var trials = new FakeTrials(speedup: place => Predicted(place) * truth);
        var chosen = Run(trials, wanted: 2);
        Assert.True(Measured(chosen) * truth >= 2);
        Assert.True(Predicted(chosen.Widths[0] + 1) * truth < 2, "a smaller cut would have done");
        Assert.InRange(trials.Measured.Count, 1, 4);
        Assert.Empty(_warnings);
    }

    [Fact]
    public void PredictionThatIsOffUnevenly_EndsFastEnough()
    {
        // What is saved shows by half only, so that one correction does not do.
        var trials = new FakeTrials(speedup: place => Math.Sqrt(Predicted(place)));
        var chosen = Run(trials, wanted: 1.5);
        Assert.InRange(Math.Sqrt(Measured(chosen)), 1.5, 1.6);
        Assert.Empty(_warnings);
    }

    [Fact]
    public void OutOfReach_TakesTheFastest_AndSaysWhatWouldPass()
    {
        var trials = new FakeTrials(speedup: place => Math.Min(1.31, Predicted(place)));
        var chosen = Run(trials, wanted: 2);
        Assert.True(Math.Min(1.31, Measured(chosen)) >= 1.3);
        var warning = Assert.Single(_warnings);
        Assert.Equal("POB3006", warning.Code);
        Assert.Contains("all allowed cuts together measure 1.31x; 'speedup: 1.31' would pass", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NothingFaster_KeepsTheDenseModel()
    {
        var chosen = Run(new FakeTrials(speedup: _ => 0.97), wanted: 1.5);
        Assert.Same(Path[0], chosen);
        Assert.Equal("POB3011", Assert.Single(_warnings).Code);
    }

    [Fact]
    public void NoPlanAtAll_KeepsTheDenseModel()
    {
        var chosen = new SpeedupSearch(new FakeTrials(), new FakeTrials(), new SearchClock(new FakeTime(), 10), new Progress<string>())
            .Run(FakeTrials.Path(0), Prune.At(new Goal(GoalKind.Speedup, 2), 7), _warnings);
        Assert.Equal(1, chosen.PredictedMs);
        Assert.Equal("POB3011", Assert.Single(_warnings).Code);
    }

    [Fact]
    public void RoundsThatWouldNotFit_AreNotBegun()
    {
        var trials = new FakeTrials(speedup: place => 1 + (0.2 * (Predicted(place) - 1)), trialSeconds: 6);
        Run(trials, wanted: 1.9, maxSeconds: 10);
        Assert.Single(trials.Measured);
        Assert.Equal("POB3006", Assert.Single(_warnings).Code);
    }

    private PathStep Run(FakeTrials trials, double wanted, double maxSeconds = 100) =>
        new SpeedupSearch(trials, trials, new SearchClock(trials.Time, maxSeconds), new Progress<string>())
            .Run(Path, Prune.At(new Goal(GoalKind.Speedup, wanted), 7), _warnings);

    /// <summary>Places count down from the dense model's, as widths do.</summary>
    private static double Predicted(int place) => 1 / Path[Path.Count - 1 - place].PredictedMs;

    private static double Measured(PathStep step) => 1 / step.PredictedMs;
}
