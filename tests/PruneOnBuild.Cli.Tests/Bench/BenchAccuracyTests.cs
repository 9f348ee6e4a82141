using PruneOnBuild.Cli.Bench;
using PruneOnBuild.Policy;

namespace PruneOnBuild.Cli.Tests.Bench;

public sealed class BenchAccuracyTests : IDisposable
{
    private readonly Workspace _work = new();
    private readonly BenchPruner _pruner = new();
    private FakeBenchMeter? _meter;

    public void Dispose() => _work.Dispose();

    [Fact]
    public void CpuTarget_IsMeasuredAtSixSharesOfTheMultiplyAdds_ByAllContenders()
    {
        var run = Run();

        Assert.Equal(ExitCode.Passed, run.ExitCode);
        Assert.Equal(
            [0.8, 0.7, 0.6, 0.5, 0.4, 0.3],
            _pruner.Asked.Where(settings => settings.Recovery.Value == Recovery.LeastSquares).Select(settings => settings.Goal.Value.Value));
        Assert.All(_pruner.Asked, settings => Assert.Equal(GoalKind.Flops, settings.Goal.Value.Kind));
        Assert.Equal(
            [(Criterion.Obs, Recovery.LeastSquares), (Criterion.L1, Recovery.None), (Criterion.L2, Recovery.None)],
            _pruner.Asked.Take(3).Select(settings => (settings.Criterion.Value, settings.Recovery.Value)));
        Assert.All(_pruner.Asked, settings => Assert.Equal("/head/*", Assert.Single(settings.Keep).Value));
        Assert.Equal(1 + 18, _meter!.Calls);
        Assert.True(_meter.IsDisposed);
    }

    [Fact]
    public void Table_HasARowForEachPoint_UnderTheDenseModel()
    {
        var lines = Run("--shares", "0.8,0.25").Text.Split('\n');

        Assert.Contains("  net.onnx for target here: top1 on data/evaluation.npz.", lines);
        Assert.Contains("  ours: criterion obs, recovery least-squares. l1, l2: that criterion, recovery none.", lines);
        int title = Array.FindIndex(lines, line => line.StartsWith("   asked ", StringComparison.Ordinal));
        Assert.Equal("   asked   m-adds       top1     drop   m-adds       top1   m-adds       top1  prune s  peak MB", lines[title]);
        Assert.Equal("             ours       ours     ours       l1         l1       l2         l2     ours", lines[title - 1]);
        Assert.Equal("   dense             86.00 %", lines[title + 1]);
        Assert.Matches(@"^    0\.80    0\.800    84\.00 %     2\.00    0\.800    84\.00 %    0\.800    84\.00 % +0\.\d +\d+$", lines[title + 2]);
        Assert.StartsWith("    0.25    0.250    84.00 %", lines[title + 3], StringComparison.Ordinal);
        AssertFits(lines);
    }

    [Fact]
    public void SparseTarget_IsMeasuredAtSixSharesOfZeros()
    {
        WritePolicy(target: "{ hardware: sparse, pattern: unstructured }", goal: "sparsity: 0.5");

        var run = Run("--criteria", "ours");

        Assert.Equal([0.5, 0.6, 0.7, 0.8, 0.9, 0.95], _pruner.Asked.Select(settings => settings.Goal.Value.Value));
        Assert.All(_pruner.Asked, settings => Assert.Equal(GoalKind.Sparsity, settings.Goal.Value.Kind));
        Assert.Contains("   asked    zeros       top1     drop  prune s  peak MB\n", run.Text, StringComparison.Ordinal);
        Assert.Contains("\n    95 %   95.0 %    84.00 %     2.00 ", run.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void PatternOfNOfM_IsMeasuredAtItsOneSparsity()
    {
        WritePolicy(target: "{ hardware: sparse, pattern: \"2:4\" }", goal: "sparsity: 0.5");

        Run("--criteria", "ours");

        Assert.Equal(0.5, Assert.Single(_pruner.Asked).Goal.Value.Value);
    }

    [Fact]
    public void Mse_IsAPlainNumber_AndItsRiseIsShown()
    {
        WritePolicy(gate: "{ metric: mse, max: 1 }");

        var run = Run("--shares", "0.5", "--criteria", "ours");

        Assert.Contains("   asked   m-adds        mse     rise  prune s  peak MB\n   dense                0.25\n    0.50    0.500        0.5     0.25 ", run.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void FailingCellOfAnother_ShowsItsCode_AndTheRunGoesOn()
    {
        _pruner.Failure = settings => settings.Criterion.Value == Criterion.L1 ? BenchPruner.OutOfReach(settings) : null;

        var run = Run("--shares", "0.5,0.3");

        Assert.Equal(ExitCode.Passed, run.ExitCode);
        Assert.Equal(6, _pruner.Asked.Count);
        Assert.Matches(@"\n    0\.30    0\.300    84\.00 %     2\.00        -    POB3006    0\.300    84\.00 % ", run.Text);
        // Said once, however many cells it cost.
        Assert.Equal(2, run.Text.Split("POB3006 Goal flops: 0.3 is out of reach").Length);
        AssertFits(run.Text.Split('\n').Where(line => !line.Contains("xxx", StringComparison.Ordinal)));
    }

    [Fact]
    public void FailingCellOfOurs_FailsTheRun_AndTheRunGoesOn()
    {
        _pruner.Failure = settings => settings is { Criterion.Value: Criterion.Obs, Goal.Value.Value: 0.5 } ? BenchPruner.OutOfReach(settings) : null;

        var run = Run("--shares", "0.5,0.3");

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Matches(@"\n    0\.50        -    POB3006        -    0\.500    84\.00 %", run.Text);
        Assert.Contains("\n    0.30    0.300    84.00 %     2.00", run.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void FaultOfOurs_IsACellToo()
    {
        _pruner.Failure = _ => new InvalidOperationException("axis 1 must be 3 long");

        var run = Run("--shares", "0.5", "--criteria", "ours");

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains("POB9001 A fault of ours (InvalidOperationException: axis 1 must be 3 long).", run.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Output_ReceivesTheTableAsMarkdown()
    {
        _pruner.Failure = settings => settings.Criterion.Value == Criterion.L2 ? BenchPruner.OutOfReach(settings) : null;

        Run("--shares", "0.5", "--output", _work["tables/net.md"]);

        string text = File.ReadAllText(_work["tables/net.md"]);
        Assert.Contains("\n\n| asked | ours m-adds | ours top1 | ours drop | l1 m-adds | l1 top1 | l2 m-adds | l2 top1 | ours prune s | peak MB |\n", text, StringComparison.Ordinal);
        Assert.Contains("\n| dense |  | 86.00 % |  |  |  |  |  |  |  |\n| 0.50 | 0.500 | 84.00 % | 2.00 | 0.500 | 84.00 % | - | POB3006 | ", text, StringComparison.Ordinal);
        Assert.Contains("\n- POB3006 Goal flops", text, StringComparison.Ordinal);
        Assert.Equal(["tables/net.md"], _work.AllFiles().Where(file => file.StartsWith("tables", StringComparison.Ordinal)));
    }

    [Fact]
    public void RealModel_IsPrunedAndMeasured()
    {
        WritePolicy(target: "{ hardware: cpu, threads: 1, widths: 1 }", settings: "criterion: l2");

        var run = new Tool(_work).Run("--shares", "1,0.6");

        Assert.Equal(ExitCode.Passed, run.ExitCode);
        Assert.Matches(@"\n    1\.00    1\.000 +(\d+\.00 %) +0\.00    1\.000 +\1 ", run.Text);
    }

    [Fact]
    public void NoAccuracyGate_IsRefused_AtTheEntry()
    {
        WritePolicy(gate: null);

        Assert.Contains("prune.yaml(5,", Assert.Single(Refused("POB1911")), StringComparison.Ordinal);
    }

    [Fact]
    public void ModelWithoutEntry_IsRefused()
    {
        File.Copy(_work["Models/net.onnx"], _work["Models/other.onnx"]);

        var run = Start("bench", "accuracy", "--policy", _work["prune.yaml"], "--model", _work["Models/other.onnx"]);

        Assert.Contains("error POB1951", Assert.Single(run.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void OptionOfOtherHardware_IsRefused()
    {
        WritePolicy();
        Assert.Contains("Use --shares", Assert.Single(Refused("POB1912", "--sparsities", "0.5")), StringComparison.Ordinal);
        WritePolicy(target: "{ hardware: sparse }", goal: "sparsity: 0.5");
        Assert.Contains("Use --sparsities", Assert.Single(Refused("POB1912", "--shares", "0.5")), StringComparison.Ordinal);
    }

    private IReadOnlyList<string> Refused(string code, params string[] more)
    {
        var run = Run(more);
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains($"error {code}: ", Assert.Single(run.Errors), StringComparison.Ordinal);
        Assert.Empty(_pruner.Asked);
        return run.Errors;
    }

    private static void AssertFits(IEnumerable<string> lines) => Assert.All(lines, line => Assert.True(line.Length <= 100, line));

    private RunResult Run(params string[] more)
    {
        if (!File.ReadAllText(_work["prune.yaml"]).Contains("/head/*", StringComparison.Ordinal))
            WritePolicy();
        return Start(["bench", "accuracy", "--policy", _work["prune.yaml"], "--model", _work["Models/net.onnx"], .. more]);
    }

    private RunResult Start(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        int exitCode = Program.Run(
            arguments, output, pruner: _pruner, benchMeter: job => _meter = new FakeBenchMeter(job.Gate.Metric.Value));
        return new RunResult((ExitCode)exitCode, output.ToString());
    }

    /// <param name="gate">Of accuracy; null: only one of size.</param>
    private void WritePolicy(
        string target = "{ hardware: cpu }", string goal = "flops: 0.5", string? gate = "{ metric: top1, maxDrop: 0.5 }",
        string settings = "criterion: obs, recovery: least-squares") => _work.Write("prune.yaml", $$"""
        version: 1
        targets:
          here: {{target}}
        models:
          - path: Models/net.onnx
            target: here
            prune: { goal: { {{goal}} }, {{settings}}, keep: ["/head/*"] }
            data: { evaluation: data/evaluation.npz, calibration: data/calibration.npz }
            gates: { {{(gate is null ? "size: { max: 1MB }" : $"accuracy: {gate}")}} }

        """);

    /// <summary>The real pruner and the real meter.</summary>
    private sealed class Tool(Workspace work)
    {
        public RunResult Run(params string[] more)
        {
            using var output = new StringWriter { NewLine = "\n" };
            int exitCode = Program.Run(["bench", "accuracy", "--policy", work["prune.yaml"], "--model", work["Models/net.onnx"], .. more], output);
            return new RunResult((ExitCode)exitCode, output.ToString());
        }
    }
}
