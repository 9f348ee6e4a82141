using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Pruning.Search.Latency;

namespace PruneOnBuild.Pruning.Tests.Search.Latency;

/// <summary>The fastest plan whose model passes, in few trials and in time, and never a slower one than the dense model.</summary>
public sealed class FastestSearchTests
{
    private static readonly IReadOnlyList<PathStep> Path = FakeTrials.Path(60, faster: 1.02);
    private readonly List<Diagnostic> _warnings = [];

    [Theory]
    [InlineData(1, 1.0)]
    [InlineData(7, 1.0)]
    [InlineData(30, 0.5)]
    [InlineData(45, 2.0)]
    [InlineData(59, 1.0)]
    public void TheLastThatPasses_IsFoundInFewTrials(int last, double power)
    {
        // Just passed there: what is used grows as a power of the loss.
        var trials = new FakeTrials(place => Math.Pow(Path[60 - place].Loss / Path[last].Loss, power), _ => 1.5);
        var (step, model) = Run(trials);
        Assert.Equal(60 - last, step.Widths[0]);
        Assert.NotNull(model);
        Assert.InRange(trials.Tried.Count, 1, 12);
        Assert.Empty(_warnings);
    }

    [Fact]
    public void EveryPlanPasses_TakesTheLast()
    {
        Assert.Equal(0, Run(new FakeTrials(_ => -0.1, _ => 2)).Step.Widths[0]);
    }

    [Fact]
    public void AccuracyByJumps_EndsBetweenAPassAndAFailure()
    {
        var trials = new FakeTrials(place => place >= 33 ? 0 : double.PositiveInfinity, _ => 1.5);
        Assert.Equal(33, Run(trials).Step.Widths[0]);
        Assert.InRange(trials.Tried.Count, 1, 12);
    }

    [Fact]
    public void ANarrowFailure_GivesThePlansBeyondItAChance()
    {
        // From 30 on all fail, at first by little; but 27 happens to pass.
        var trials = new FakeTrials(place => place == 27 ? 0.9 : place > 30 ? 0.5 : place > 25 ? 1.1 : 4, _ => 1.5);
        Assert.Equal(27, Run(trials).Step.Widths[0]);
        Assert.Empty(_warnings);
    }

    [Fact]
    public void NearlyEqualPlans_AreNotWorthATrial()
    {
        var path = FakeTrials.Path(60, faster: 1.0001);
        var trials = new FakeTrials(place => place > 20 ? 0.1 : 3, _ => 1.5);
        Assert.Empty(trials.Tried);
        Run(trials, path: path);
        Assert.Empty(trials.Tried);
        Assert.Equal("POB3011", Assert.Single(_warnings).Code);
    }

    [Theory]
    [InlineData(3.5, 3)]
    [InlineData(1.5, 1)]
    [InlineData(0.5, 1)]
    public void TrialsThatWouldNotFit_AreNotBegun(double maxSeconds, int fit)
    {
        var trials = new FakeTrials(place => place >= 33 ? 0 : 5, _ => 1.5);
        Run(trials, maxSeconds);
        Assert.Equal(fit, trials.Tried.Count);
    }

    [Fact]
    public void SlowerThanDense_TakesTheNextThatIsFaster()
    {
        var trials = new FakeTrials(place => place >= 33 ? 0 : 5, place => place == 33 ? 0.99 : 1.2);
        var (step, model) = Run(trials);
        Assert.NotNull(model);
        Assert.True(step.Widths[0] > 33);
        Assert.Equal([33, step.Widths[0]], trials.Measured);
        Assert.Empty(_warnings);
    }

    [Fact]
    public void NeverFasterThanDense_KeepsTheDenseModel()
    {
        var (step, model) = Run(new FakeTrials(_ => 0, _ => 0.9));
        Assert.Same(Path[0], step);
        Assert.Null(model);
        var warning = Assert.Single(_warnings);
        Assert.Equal("POB3011", warning.Code);
        Assert.Contains("0.90x", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NothingPasses_KeepsTheDenseModel_AndSaysWhatWouldPass()
    {
        var (step, model) = Run(new FakeTrials(place => 60.0 - place + 1, _ => 1.5));
        Assert.Same(Path[0], step);
        Assert.Null(model);
        var warning = Assert.Single(_warnings);
        Assert.Equal("POB3012", warning.Code);
        Assert.Contains("the mildest has 2.00 of it. It would pass with 'maxDrop: 2.00%'", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NoTimeAtAll_SaysSo()
    {
        var trials = new FakeTrials(_ => 0, _ => 1.5);
        trials.Time.Pass(5);
        var (step, _) = new FastestSearch(trials, trials, new SearchClock(trials.Time, 0), new Progress<string>()).Run(Path, Goal, _warnings);
        Assert.Same(Path[0], step);
        Assert.Contains("Raise maxSeconds", Assert.Single(_warnings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EqualAnswers_GiveEqualTrials()
    {
        var (one, two) = (new FakeTrials(place => (60 - place) / 20.0, _ => 1.5), new FakeTrials(place => (60 - place) / 20.0, _ => 1.5));
        Assert.Equal(Run(one).Step, Run(two).Step);
        Assert.Equal(one.Tried, two.Tried);
    }

    private static Located<Goal> Goal => Prune.At(new Goal(GoalKind.Fastest, 0), 7);

    private (PathStep Step, CutModel? Model) Run(FakeTrials trials, double maxSeconds = 100, IReadOnlyList<PathStep>? path = null) =>
        new FastestSearch(trials, trials, new SearchClock(trials.Time, maxSeconds), new Progress<string>()).Run(path ?? Path, Goal, _warnings);
}
