using System.Text.Json;

namespace PruneOnBuild.Cli.Tests;

public sealed class PipelineTests : IDisposable
{
    private readonly Workspace _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public void PassingGates_PublishTheModelWithReportsAndInputs()
    {
        var run = _work.Prune();

        Assert.Equal(ExitCode.Passed, run.ExitCode);
        Assert.Empty(run.Errors);
        Assert.Equal(["out/inputs.txt", "out/net.onnx", "out/report.html", "out/report.json", "out/report.md", "out/report.sarif"], _work.OutputFiles());
        Assert.Equal(File.ReadAllBytes(_work["Models/net.onnx"]), File.ReadAllBytes(_work["out/net.onnx"]));
        Assert.Equal(
            [_work["prune.yaml"], _work["Models/net.onnx"], _work["data/evaluation.npz"]], File.ReadAllLines(_work["out/inputs.txt"]));
    }

    [Fact]
    public void SecondRun_TakesEverythingFromTheCache_AndSaysSo()
    {
        _work.Prune();
        File.Delete(_work["out/net.onnx"]);

        var run = _work.Prune();

        Assert.Equal(ExitCode.Passed, run.ExitCode);
        AssertCalls(pruned: 1, accuracy: 1, latency: 1);
        Assert.Contains("pruned: from cache; accuracy: from cache; latency: from cache", run.Text, StringComparison.Ordinal);
        Assert.True(File.Exists(_work["out/net.onnx"]));
    }

    [Fact]
    public void OnlyAThresholdChanges_JudgesAgainWithoutPruningOrMeasuring()
    {
        _work.Prune();

        _work.WritePolicy(maxDrop: 0.01, speedup: 9, size: "10B");
        var run = _work.Prune();

        Assert.Equal(ExitCode.GateMissed, run.ExitCode);
        AssertCalls(pruned: 1, accuracy: 1, latency: 1);
        Assert.Contains("pruned: from cache; accuracy: from cache; latency: from cache", run.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void MissedGates_AreOneErrorEach_AtTheirLines_WithTheReport()
    {
        _work.WritePolicy(maxDrop: 0.01, speedup: 9, size: "10B");

        var run = _work.Prune("--project-directory", _work[""]);

        Assert.Equal(ExitCode.GateMissed, run.ExitCode);
        Assert.Collection(
            run.Errors,
            error => Assert.StartsWith("prune.yaml(10,27): error POB4001: ", error, StringComparison.Ordinal),
            error => Assert.StartsWith("prune.yaml(11,42): error POB4005: ", error, StringComparison.Ordinal),
            error => Assert.StartsWith("prune.yaml(12,20): error POB4008: ", error, StringComparison.Ordinal));
        Assert.All(run.Errors, error => Assert.EndsWith($"Report: {_work["out/report.md"]}", error, StringComparison.Ordinal));
    }

    [Fact]
    public void MissedGate_KeepsThePreviousModel_WritesReportAndInputs_AndLeavesTheCandidateInTheCache()
    {
        _work.WritePolicy(maxDrop: 0.01);
        Directory.CreateDirectory(_work["out"]);
        File.WriteAllText(_work["out/net.onnx"], "the previous good model");

        var run = _work.Prune("--project-directory", _work[""]);

        Assert.Equal(ExitCode.GateMissed, run.ExitCode);
        Assert.Contains($"not published: {Path.Join("out", ".cache", "prune")}", run.Text, StringComparison.Ordinal);
        Assert.Equal("the previous good model", File.ReadAllText(_work["out/net.onnx"]));
        Assert.Equal(["out/inputs.txt", "out/net.onnx", "out/report.html", "out/report.json", "out/report.md", "out/report.sarif"], _work.OutputFiles());
        using var report = JsonDocument.Parse(File.ReadAllText(_work["out/report.json"]));
        Assert.Equal("failed", report.RootElement.GetProperty("outcome").GetString());
        Assert.Contains(_work.AllFiles(), file => file.StartsWith("out/.cache/prune/", StringComparison.Ordinal) && file.EndsWith("/net.onnx", StringComparison.Ordinal));
    }

    [Fact]
    public void VerdictsWarn_MakesMissedGatesWarnings_AndPublishes()
    {
        _work.WritePolicy(maxDrop: 0.01);

        var run = _work.Prune("--verdicts", "warn");

        Assert.Equal(ExitCode.Passed, run.ExitCode);
        Assert.Empty(run.Errors);
        Assert.Contains(run.Warnings, warning => warning.Contains("warning POB4005", StringComparison.Ordinal));
        Assert.True(File.Exists(_work["out/net.onnx"]));
    }

    [Fact]
    public void VerdictsReport_SaysMissedGatesInTheReportsAlone_AndPublishes()
    {
        _work.WritePolicy(maxDrop: 0.01);

        var run = _work.Prune("--verdicts", "report");

        Assert.Equal(ExitCode.Passed, run.ExitCode);
        Assert.Empty(run.Errors);
        Assert.DoesNotContain(run.Warnings, warning => warning.Contains("POB4005", StringComparison.Ordinal));
        Assert.Contains("reported only: Gate accuracy.maxDrop missed", run.Text, StringComparison.Ordinal);
        Assert.True(File.Exists(_work["out/net.onnx"]));
        Assert.Contains("# Models/net.onnx: ⚠️ missed, reported only", File.ReadAllText(_work["out/report.md"]), StringComparison.Ordinal);
        using var report = JsonDocument.Parse(File.ReadAllText(_work["out/report.json"]));
        Assert.Equal("reported", report.RootElement.GetProperty("outcome").GetString());
    }

    [Fact]
    public void VerdictsReport_OfPassingGates_IsAPass()
    {
        Assert.Equal(ExitCode.Passed, _work.Prune("--verdicts", "report").ExitCode);
        using var report = JsonDocument.Parse(File.ReadAllText(_work["out/report.json"]));
        Assert.Equal("passed", report.RootElement.GetProperty("outcome").GetString());
    }

    [Fact]
    public void VerdictsReport_LeavesMistakesErrors()
    {
        _work.Write("Models/net.onnx", "no model");
        Assert.Equal(ExitCode.BadInput, _work.Prune("--verdicts", "report").ExitCode);
        _work.WritePolicy(criterion: "l3");
        Assert.Contains("error POB1", Assert.Single(_work.Prune("--verdicts", "report").Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void ChangedSettings_PruneAndMeasureAgain()
    {
        _work.Prune();
        _work.WritePolicy(criterion: "l2");
        _work.Prune();

        AssertCalls(pruned: 2, accuracy: 2, latency: 2);
    }

    [Fact]
    public void ChangedEvaluationData_IsMeasuredAgain_NotPrunedAgain()
    {
        _work.Prune();
        _work.WriteEvaluation(new NpzWriter().Floats("x", [2, 3, 8, 8], Workspace.Values(2 * 3 * 8 * 8)).Longs("labels", [2], 0, 1));
        _work.Prune();

        AssertCalls(pruned: 1, accuracy: 2, latency: 2);
    }

    [Fact]
    public void ChangedComments_ChangeNothing_ButTheLinesOfWarnings()
    {
        var before = _work.Prune("--project-directory", _work[""]);
        _work.WritePolicy(firstLine: "# one line more\nversion: 1");
        var after = _work.Prune("--project-directory", _work[""]);

        AssertCalls(pruned: 1, accuracy: 1, latency: 1);
        Assert.StartsWith("prune.yaml(7,", Assert.Single(before.Warnings), StringComparison.Ordinal);
        Assert.StartsWith("prune.yaml(8,", Assert.Single(after.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void DamagedCandidateInTheCache_IsPrunedAgain_WithANote()
    {
        _work.Prune();
        string candidate = Directory.GetFiles(_work["out/.cache/prune"], "net.onnx", SearchOption.AllDirectories).Single();
        File.AppendAllText(candidate, "x");

        var run = _work.Prune();

        Assert.Equal(ExitCode.Passed, run.ExitCode);
        AssertCalls(pruned: 2, accuracy: 1, latency: 1);
        Assert.Contains("damaged", run.Text, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllBytes(_work["Models/net.onnx"]), File.ReadAllBytes(_work["out/net.onnx"]));
    }

    [Fact]
    public void StoredLatencyThatDecidesNothing_IsMeasuredAgain()
    {
        _work.WritePolicy(speedup: 3);
        _work.Meters.OtherDenseMs = 5;
        _work.Prune();
        _work.Meters.OtherDenseMs = 2;

        var run = _work.Prune();

        AssertCalls(pruned: 1, accuracy: 1, latency: 2);
        Assert.Equal(ExitCode.GateMissed, run.ExitCode);
        _work.Prune();
        AssertCalls(pruned: 1, accuracy: 1, latency: 2);
    }

    [Fact]
    public void WorkersWithOneCacheAtOnce_PruneAndMeasureOnce_AndAllPass()
    {
        var runs = new RunResult[4];
        Parallel.For(0, runs.Length, new ParallelOptions { MaxDegreeOfParallelism = runs.Length }, i => runs[i] = _work.Run(
            "prune", "--policy", _work["prune.yaml"], "--model", _work["Models/net.onnx"], "--output", _work[$"out{i}"], "--cache", _work["cache"]));

        Assert.All(runs, run => Assert.Equal(ExitCode.Passed, run.ExitCode));
        AssertCalls(pruned: 1, accuracy: 1, latency: 1);
        Assert.All(Enumerable.Range(0, runs.Length), i => Assert.True(File.Exists(_work[$"out{i}/net.onnx"])));
    }

    [Fact]
    public void WithoutModel_EveryModelOfThePolicyIsPruned_UnderItsRelativePath()
    {
        File.Copy(_work["Models/net.onnx"], _work["Models/other.onnx"]);
        string policy = File.ReadAllText(_work["prune.yaml"]).Replace("Models/net.onnx", "Models/*.onnx", StringComparison.Ordinal);
        _work.Write("prune.yaml", policy);

        var run = _work.Run("prune", "--policy", _work["prune.yaml"], "--output", _work["out"]);

        Assert.Equal(ExitCode.Passed, run.ExitCode);
        Assert.Equal(
            [
                "out/Models/net.inputs.txt", "out/Models/net.onnx", "out/Models/net.report.html", "out/Models/net.report.json", "out/Models/net.report.md",
                "out/Models/other.inputs.txt", "out/Models/other.onnx", "out/Models/other.report.html", "out/Models/other.report.json", "out/Models/other.report.md",
                "out/report.sarif",
            ],
            _work.OutputFiles());
    }

    [Fact]
    public void GlobThatReachesTheOutputFolder_DoesNotPruneWhatWasPruned()
    {
        _work.Write("prune.yaml", File.ReadAllText(_work["prune.yaml"]).Replace("Models/net.onnx", "\"**/*.onnx\"", StringComparison.Ordinal));
        _work.Run("prune", "--policy", _work["prune.yaml"], "--output", _work["out"]);
        _work.Run("prune", "--policy", _work["prune.yaml"], "--output", _work["out"]);

        Assert.Equal(["out/Models/net.onnx"], _work.OutputFiles().Where(file => file.EndsWith(".onnx", StringComparison.Ordinal)));
    }

    [Fact]
    public void OneModelIsBadInput_TheOthersAreStillPruned()
    {
        _work.Write("Models/broken.onnx", "no model");
        _work.Write("prune.yaml", File.ReadAllText(_work["prune.yaml"]).Replace("Models/net.onnx", "Models/*.onnx", StringComparison.Ordinal));

        var run = _work.Run("prune", "--policy", _work["prune.yaml"], "--output", _work["out"]);

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains("broken.onnx : error POB2", Assert.Single(run.Errors), StringComparison.Ordinal);
        Assert.Contains("out/Models/net.onnx", _work.OutputFiles());
        Assert.DoesNotContain("out/Models/broken.onnx", _work.OutputFiles());
    }

    [Fact]
    public void ExternalData_IsAnInput_AndThePrunedModelIsOneFile()
    {
        _work.WriteModel(externalData: true);
        _work.Prune();
        Assert.Contains(_work["Models/net.onnx.data"], File.ReadAllLines(_work["out/inputs.txt"]));
        Assert.DoesNotContain("out/net.onnx.data", _work.OutputFiles());
        Assert.True(new FileInfo(_work["out/net.onnx"]).Length > new FileInfo(_work["Models/net.onnx.data"]).Length);

        byte[] weights = File.ReadAllBytes(_work["Models/net.onnx.data"]);
        weights[0] ^= 1;
        File.WriteAllBytes(_work["Models/net.onnx.data"], weights);
        _work.Prune();

        AssertCalls(pruned: 2, accuracy: 2, latency: 2);
    }

    // Stored runs say nothing of an opening, or of a batch.
    [Theory]
    [InlineData("coldStart: 10s")]
    [InlineData("throughput: { batch: 2, min: 1 }")]
    public void AnotherLatencyToMeasure_MeasuresLatencyAgain(string limit)
    {
        _work.Prune();
        string policy = File.ReadAllText(_work["prune.yaml"]);
        _work.Write("prune.yaml", policy.Replace("{ speedup: 1.5 }", $"{{ speedup: 1.5, {limit}, runner: here }}", StringComparison.Ordinal));

        _work.Prune();

        AssertCalls(pruned: 1, accuracy: 1, latency: 2);
    }

    [Fact]
    public void ReportOfAnEarlierRun_DoesNotOutliveABadInput()
    {
        _work.Prune();
        _work.Write("Models/net.onnx", "no model");

        Assert.Equal(ExitCode.BadInput, _work.Prune().ExitCode);
        Assert.DoesNotContain("out/report.md", _work.OutputFiles());
        Assert.Contains("out/net.onnx", _work.OutputFiles());
    }

    private void AssertCalls(int pruned, int accuracy, int latency) =>
        Assert.Equal((pruned, accuracy, latency), (_work.Pruner.Calls, _work.Meters.AccuracyCalls, _work.Meters.LatencyCalls));
}
