using PruneOnBuild.Cli.Locking;
using PruneOnBuild.Graph;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Cli.Tests.Locking;

/// <summary>What a run does with prune.lock, told by what the pruner is asked for.</summary>
public sealed class LockModeTests : IDisposable
{
    private readonly Workspace _work = new();

    private string LockPath => _work["prune.lock"];

    public void Dispose() => _work.Dispose();

    [Fact]
    public void Update_WritesTheEntry_AndSaysSo()
    {
        var run = Update();

        Assert.Contains("-> prune.lock", run.Text, StringComparison.Ordinal);
        var entry = Entry();
        Assert.Equal(("structured", ToolVersion.Text, LockPlatform.Text), (entry.Pattern, entry.Tool, entry.Platform));
        Assert.Equal("0-3", KeptRanges.Format(Assert.Single(entry.Groups).Kept));
        Assert.Null(entry.Data);
    }

    [Fact]
    public void Update_TakesAStoredSearch_AndWritesTheSameText()
    {
        Update();
        string first = File.ReadAllText(LockPath);
        File.Delete(LockPath);
        Update();

        Assert.Equal(1, _work.Pruner.Calls);
        Assert.Equal(first, File.ReadAllText(LockPath));
    }

    [Fact]
    public void Update_NeverApplies()
    {
        Update();
        Update("--cache", _work["other"]);

        Assert.Equal(2, _work.Pruner.Calls);
        Assert.Null(_work.Pruner.Plan);
    }

    [Fact]
    public void MissedGate_LeavesTheLockAsItWas()
    {
        _work.WritePolicy(maxDrop: 0.01);
        Assert.Equal(ExitCode.GateMissed, Update().ExitCode);
        Assert.False(File.Exists(LockPath));

        Assert.Equal(ExitCode.Passed, Update("--verdicts", "warn").ExitCode);
        Assert.True(File.Exists(LockPath));
    }

    [Theory]
    [InlineData("use")]
    [InlineData("require")]
    public void FreshEntry_IsApplied_WithTheWarningsOfTheSearch(string mode)
    {
        Update();
        string text = File.ReadAllText(LockPath);
        var run = Prune("--cache", _work["other"], "--lock", mode);

        Assert.Equal(ExitCode.Passed, run.ExitCode);
        Assert.Contains("  applying prune.lock\n", run.Text, StringComparison.Ordinal);
        Assert.Equal([0, 1, 2, 3], Assert.Single(_work.Pruner.Plan!.Groups).Kept.ToArray());
        Assert.StartsWith("prune.yaml(7,", Assert.Single(run.Warnings), StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(LockPath));
        Assert.Contains(LockPath, File.ReadAllLines(_work["out/inputs.txt"]));
    }

    [Fact]
    public void Update_DoesNotListWhatItWritesAsAnInput()
    {
        Update();
        Update();

        Assert.DoesNotContain(LockPath, File.ReadAllLines(_work["out/inputs.txt"]));
    }

    [Fact]
    public void AppliedPlan_IsTakenFromTheCacheTheNextTime()
    {
        Update();
        Prune("--cache", _work["other"]);
        var run = Prune("--cache", _work["other"]);

        Assert.Equal(2, _work.Pruner.Calls);
        Assert.Contains("pruned: from cache; accuracy: from cache; latency: from cache", run.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void WhereTheEntryWasWritten_ItsSearchIsTaken_NeitherAppliedNorMeasuredAgain()
    {
        Update();
        var run = Prune("--lock", "require");

        Assert.Equal(1, _work.Pruner.Calls);
        Assert.Contains("applying prune.lock", run.Text, StringComparison.Ordinal);
        Assert.Contains("pruned: from cache; accuracy: from cache; latency: from cache", run.Text, StringComparison.Ordinal);
        Assert.Single(run.Warnings);
    }

    [Fact]
    public void OtherPlanInTheLock_IsNotTakenFromTheCache()
    {
        Update();
        Edit("\"kept\": \"0-3\"", "\"kept\": \"0-2\"");
        Prune();

        Assert.Equal(2, _work.Pruner.Calls);
        Assert.Equal([0, 1, 2], Assert.Single(_work.Pruner.Plan!.Groups).Kept.ToArray());
    }

    [Theory]
    [InlineData("use")]
    [InlineData("off")]
    public void NoEntry_IsSearchedForInSilence(string mode)
    {
        var run = Prune("--lock", mode);

        Assert.Equal(ExitCode.Passed, run.ExitCode);
        Assert.DoesNotContain("lock", run.Text, StringComparison.Ordinal);
        Assert.Null(_work.Pruner.Plan);
        Assert.False(File.Exists(LockPath));
    }

    [Fact]
    public void Off_LooksAtNothing()
    {
        _work.Write("prune.lock", "broken");
        var run = Prune("--lock", "off");

        Assert.Equal(ExitCode.Passed, run.ExitCode);
        Assert.DoesNotContain(LockPath, File.ReadAllLines(_work["out/inputs.txt"]));
    }

    [Fact]
    public void Require_WithoutAnEntry_IsAnError() => IsRefused(
        "POB1964", "prune.yaml(5,5): error POB1964: There is no plan for 'Models/net.onnx' in 'prune.lock'", "require");

    [Theory]
    [InlineData("model", "the model")]
    [InlineData("policy", "the policy (prune or target)")]
    [InlineData("target", "the policy (prune or target)")]
    [InlineData("tool", "the tool (then 0.0.9, now ")]
    [InlineData("data", "the data")]
    [InlineData("model and policy", "the model and the policy (prune or target)")]
    public void StaleEntry_IsToldWithItsReason_AndFailsWhereItIsRequired(string change, string reason)
    {
        Update();
        string text = File.ReadAllText(LockPath);
        Change(change);
        string before = File.ReadAllText(LockPath);

        var run = Prune();
        Assert.Equal(ExitCode.Passed, run.ExitCode);
        Assert.Null(_work.Pruner.Plan);
        Assert.Contains("prune.lock is stale, searching anew", run.Text, StringComparison.Ordinal);
        string warning = Assert.Single(run.Warnings, warning => warning.Contains("POB1963", StringComparison.Ordinal));
        Assert.StartsWith("prune.lock : warning POB1963: ", warning, StringComparison.Ordinal);
        Assert.Contains($"is stale: {reason}", warning, StringComparison.Ordinal);
        Assert.Contains("POB1963", File.ReadAllText(_work["out/report.md"]), StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(LockPath));

        IsRefused("POB1965", $"is stale: {reason}", "require");

        Update();
        Assert.DoesNotContain(Prune("--lock", "require").Warnings, warning => warning.Contains("POB19", StringComparison.Ordinal));
        Assert.NotEqual(text, before == text ? File.ReadAllText(LockPath) : before);
    }

    [Fact]
    public void ThresholdsAndComments_LeaveAnEntryFresh()
    {
        Update();
        _work.WritePolicy(maxDrop: 0.4, firstLine: "# one line more\nversion: 1");

        Assert.Equal(ExitCode.Passed, Prune("--lock", "require").ExitCode);
    }

    [Fact]
    public void WhereSearchAimsAtGates_TheirThresholdsAndDataMakeAnEntryStale()
    {
        SearchByGate(maxDrop: 0.5);
        Update();
        Assert.Equal(ExitCode.Passed, Prune("--lock", "require").ExitCode);

        SearchByGate(maxDrop: 0.4);
        IsRefused("POB1965", "is stale: the policy (prune or target) changed", "require");

        SearchByGate(maxDrop: 0.5);
        _work.WriteEvaluation(new NpzWriter().Floats("x", [2, 3, 8, 8], Workspace.Values(2 * 3 * 8 * 8)).Longs("labels", [2], 0, 1));
        IsRefused("POB1965", "is stale: the data changed", "require");
    }

    [Fact]
    public void OtherResult_OnTheSamePlatform_IsAWarning()
    {
        Update();
        _work.Pruner.Result = OtherModel();
        var run = Prune("--lock", "require", "--cache", _work["other"]);

        Assert.Equal(ExitCode.Passed, run.ExitCode);
        Assert.Single(run.Warnings, warning => warning.StartsWith("prune.lock : warning POB1966: ", StringComparison.Ordinal));
    }

    [Fact]
    public void OtherResult_OnAnotherPlatform_IsANote()
    {
        Update();
        Edit(LockPlatform.Text, "win-arm64, 128-bit vectors");
        _work.Pruner.Result = OtherModel();
        var run = Prune("--lock", "require", "--cache", _work["other"]);

        Assert.Equal(ExitCode.Passed, run.ExitCode);
        Assert.DoesNotContain(run.Warnings, warning => warning.Contains("POB19", StringComparison.Ordinal));
        Assert.Contains("differ in their last bits from those of win-arm64, 128-bit vectors", run.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("use")]
    [InlineData("update")]
    [InlineData("require")]
    public void BrokenLock_IsOneError_BeforeAnythingIsPruned(string mode)
    {
        _work.Write("prune.lock", "{\n<<<<<<< ours\n");
        IsRefused("POB1961", "prune.lock(2,", mode);
        Assert.Equal(0, _work.Pruner.Calls);
    }

    [Fact]
    public void LockThatCannotBeWritten_IsSaidAsSuch()
    {
        Directory.CreateDirectory(LockPath);
        IsRefused("POB1967", "cannot be written", "update");
    }

    private static ModelGraph OtherModel() => TinyModel.Input("x", -1, 3, 8, 8).Conv("conv1", 4).Relu().GlobalAveragePool().Flatten().Gemm("fc", 4).Output("y");

    private void Change(string change)
    {
        if (change.Contains("model", StringComparison.Ordinal))
        {
            OnnxWriter.Write(
                TinyModel.Input("x", -1, 3, 8, 8).Conv("conv1", 8).Relu().GlobalAveragePool().Flatten().Gemm("fc", 4).Output("y"),
                _work["Models/net.onnx"]);
        }
        if (change.Contains("policy", StringComparison.Ordinal))
            _work.WritePolicy(criterion: "l2");
        if (change == "target")
            _work.Write("prune.yaml", File.ReadAllText(_work["prune.yaml"]).Replace("threads: 1", "threads: 2", StringComparison.Ordinal));
        if (change == "tool")
            Edit($"\"tool\": \"{ToolVersion.Text}\"", "\"tool\": \"0.0.9\"");
        if (change == "data")
            Edit("\"data\": null", "\"data\": \"of other samples\"");
    }

    private void SearchByGate(double maxDrop)
    {
        _work.WritePolicy(maxDrop: maxDrop);
        _work.Write("prune.yaml", File.ReadAllText(_work["prune.yaml"]).Replace("goal: { flops: 0.5 }", "goal: fastest", StringComparison.Ordinal));
    }

    private void Edit(string old, string now)
    {
        string text = File.ReadAllText(LockPath);
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(LockPath, text.Replace(old, now, StringComparison.Ordinal));
    }

    private LockEntry Entry() => Assert.Single(new LockFile(LockPath).Read().Models, model => model.Key == "Models/net.onnx").Value;

    private RunResult Update(params string[] more) => Prune(["--lock", "update", .. more]);

    private RunResult Prune(params string[] more) => _work.Prune(["--project-directory", _work[""], .. more]);

    private void IsRefused(string code, string words, string mode)
    {
        var run = Prune("--lock", mode);

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        string error = Assert.Single(run.Errors);
        Assert.Contains($"error {code}: ", error, StringComparison.Ordinal);
        Assert.Contains(words, error, StringComparison.Ordinal);
    }
}
