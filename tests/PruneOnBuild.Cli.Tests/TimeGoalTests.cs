using PruneOnBuild.Pruning;

namespace PruneOnBuild.Cli.Tests;

/// <summary>Goals of time ask for trials, and their results hold on this machine alone.</summary>
[Collection(Alone.Name)]
public sealed class TimeGoalTests : IDisposable
{
    private const string Variable = "PRUNEONBUILD_RUNNER";

    private readonly Workspace _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public void Fastest_MayAskTheGateAndTheClock_AsOftenAsItLikes()
    {
        var answers = new List<(AccuracyTrial Accuracy, double Speedup)>();
        _work.WritePolicy(goal: "fastest", maxDrop: 0.9);
        _work.Pruner.Trial = trials => answers.AddRange(Enumerable.Range(0, 2).Select(_ =>
        {
            Assert.Equal<long>([1, 3, 8, 8], trials.Sample["x"].Dims);
            trials.Prepare();
            var dense = Graph.OnnxReader.Read(_work["Models/net.onnx"]);
            return (trials.Accuracy(dense), trials.Speedup(dense));
        }));

        Assert.Equal(ExitCode.Passed, _work.Prune().ExitCode);

        Assert.Equal(2, answers.Count);
        Assert.Equal(answers[0].Accuracy, answers[1].Accuracy);
        Assert.True(answers[0].Accuracy.Passes);
        Assert.InRange(answers[0].Accuracy.Used, 0.1, 1);
        Assert.StartsWith("0.00 points of drop (up to ", answers[0].Accuracy.Text, StringComparison.Ordinal);
        Assert.All(answers, answer => Assert.True(answer.Speedup > 0));
    }

    [Fact]
    public void OtherGoals_GetNoTrials()
    {
        _work.Prune();
        Assert.Null(_work.Pruner.Request!.Trials);
    }

    [Theory]
    [InlineData("fastest", 2)]
    [InlineData("{ speedup: 1.5 }", 2)]
    [InlineData("{ flops: 0.5 }", 1)]
    public void OnAnotherMachine_GoalsOfTimeAreSoughtAgain(string goal, int pruned)
    {
        _work.WritePolicy(goal: goal);
        var before = Environment.GetEnvironmentVariable(Variable);
        try
        {
            _work.Prune();
            Environment.SetEnvironmentVariable(Variable, "another machine");
            _work.Prune();
        }
        finally
        {
            Environment.SetEnvironmentVariable(Variable, before);
        }

        Assert.Equal(pruned, _work.Pruner.Calls);
    }
}
