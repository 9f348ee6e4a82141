using System.Text.Json;

namespace PruneOnBuild.Cli.Tests.Explaining;

public sealed class ExplainTests : IDisposable
{
    private readonly Workspace _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public void BeforeTheFirstRun_NothingIsStored() => Assert.Equal(
        """
        Models/net.onnx
          entry     prune.yaml(5,5): path Models/net.onnx, target here
          build     a build runs again: there is no out/net.onnx
          lock      no plan: search
          data      not stored: would be read
          pruned    not stored: would be pruned
          accuracy  not stored: would be measured
          latency   not stored: would be measured
          gate      latency.speedup, line 10: at least 1.50x; no figure is stored
          gate      accuracy.maxDrop, line 11: at most 50.00 points of drop; no figure is stored
          gate      size.max, line 12: at most 1.000 MB; no figure is stored

        """,
        Explain());

    [Fact]
    public void AfterARun_AllIsStored_WithTheFiguresOfEachGate()
    {
        _work.WritePolicy(maxDrop: 0.01);
        _work.Prune("--lock", "update", "--verdicts", "warn");
        Assert.Equal(
            """
            Models/net.onnx
              entry     prune.yaml(5,5): path Models/net.onnx, target here
              build     a build has nothing to do: no input is newer than what it made last
              lock      fresh: its plan is applied
              data      stored
              pruned    stored
              accuracy  stored
              latency   stored
              gate      latency.speedup, line 10: at least 1.50x; last 2.00x, passed
              gate      accuracy.maxDrop, line 11: at most 1.00 points of drop; last 2.00 points of drop, missed
              gate      size.max, line 12: at most 1.000 MB; last 4.179 KB, passed

            """,
            Explain());
    }

    [Fact]
    public void EachStageOfARun_IsLookedUp_InTheSameOrder()
    {
        _work.WriteGates("structure: { multiplyAdds: 1M, allNodesOnProvider: true }", "memory: { max: 1GB }", "accuracy: { metric: top1, maxDrop: 0.5 }");
        Assert.Equal(ExitCode.Passed, _work.Prune().ExitCode);
        using var report = JsonDocument.Parse(File.ReadAllText(_work["out/report.json"]));
        string[] ran = [.. report.RootElement.GetProperty("run").GetProperty("stages").EnumerateArray().Select(stage => stage.GetProperty("name").GetString()!)];

        Assert.Equal(["data", "pruned", "accuracy", "latency", "memory", "work", "placement"], ran);
        Assert.Equal(ran, Explain().Split('\n').Where(line => line.EndsWith(" stored", StringComparison.Ordinal)).Select(line => line.Trim().Split(' ')[0]));
    }

    [Fact]
    public void ResultsOfASharedCache_AreNamed_AndNotFetched()
    {
        Directory.CreateDirectory(_work["share"]);
        _work.Prune("--shared-cache", _work["share"]);
        Directory.Delete(_work["out/.cache"], recursive: true);

        string shared = Explain("--shared-cache", _work["share"]);
        Assert.Contains("  pruned    in the shared cache: would be taken from there\n", shared, StringComparison.Ordinal);
        Assert.Contains("  latency   in the shared cache: would be taken from there\n", shared, StringComparison.Ordinal);
        Assert.Contains("  pruned    not stored: would be pruned\n", Explain(), StringComparison.Ordinal);
    }

    [Fact]
    public void RunsNoModelAndPrunesNothing()
    {
        Explain();
        Assert.Equal((0, 0, 0), (_work.Pruner.Calls, _work.Meters.AccuracyCalls, _work.Meters.LatencyCalls));
        Assert.Empty(_work.OutputFiles());
    }

    [Fact]
    public void NewerInput_IsNamed()
    {
        _work.Prune();
        File.SetLastWriteTimeUtc(_work["data/evaluation.npz"], DateTime.UtcNow.AddMinutes(1));
        Assert.Contains("  build     a build runs again: newer than what it made last: data/evaluation.npz\n", Explain(), StringComparison.Ordinal);
    }

    [Fact]
    public void ChangedSettings_MakeTheLockStaleAndStagesAnew()
    {
        _work.Prune("--lock", "update");
        _work.WritePolicy(criterion: "l2");
        string text = Explain();
        Assert.Contains("  lock      stale, because of the policy (prune or target): search\n", text, StringComparison.Ordinal);
        Assert.Contains("  pruned    not stored: would be pruned\n", text, StringComparison.Ordinal);
        Assert.Contains("stale, because of the policy (prune or target): error POB1965\n", Explain("--lock", "require"), StringComparison.Ordinal);
        Assert.Contains("  lock      not looked at\n", Explain("--lock", "off"), StringComparison.Ordinal);
    }

    [Fact]
    public void ChangedData_IsMeasuredAnew_NotPrunedAnew()
    {
        _work.Prune();
        _work.WriteEvaluation(new NpzWriter().Floats("x", [2, 3, 8, 8], Workspace.Values(2 * 3 * 8 * 8)).Longs("labels", [2], 0, 1));
        string text = Explain();
        Assert.Contains("  pruned    stored\n  accuracy  not stored", text, StringComparison.Ordinal);
        Assert.Contains("accuracy.maxDrop, line 11: at most 50.00 points of drop; no figure is stored", text, StringComparison.Ordinal);
    }

    [Fact]
    public void UndecidedRuns_WouldBeMeasuredAgain()
    {
        _work.Meters.OtherDenseMs = 1;
        _work.Prune();
        Assert.Contains("stored, but it leaves a gate undecided: would be measured again", Explain(), StringComparison.Ordinal);
        Assert.Contains(", undecided\n", Explain(), StringComparison.Ordinal);
    }

    [Fact]
    public void FilesOfABuild_AreComparedInsteadOfTheLastRuns()
    {
        _work.Prune();
        string list = _work.Write("compared.txt", $"in {_work["Models/net.onnx"]}\nout {_work["obj/1234.stamp"]}\n");
        Assert.Contains("none has passed since a property or the list of models changed", Explain("--build", list), StringComparison.Ordinal);
        Assert.Equal(ExitCode.BadInput, Run("--build", _work["missing/compared.txt"]).ExitCode);
    }

    [Fact]
    public void BrokenModel_IsTheErrorThatPruneGives()
    {
        _work.Write("Models/net.onnx", "no model");
        var run = Run();
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains("error POB2", Assert.Single(run.Errors), StringComparison.Ordinal);
    }

    private string Explain(params string[] more)
    {
        var run = Run(more);
        Assert.Equal(ExitCode.Passed, run.ExitCode);
        return run.Text;
    }

    private RunResult Run(params string[] more) => _work.Run([
        "explain", "--policy", _work["prune.yaml"], "--model", _work["Models/net.onnx"], "--output", _work["out"],
        "--project-directory", _work[""], .. more]);
}
