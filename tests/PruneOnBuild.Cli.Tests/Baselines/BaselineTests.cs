using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PruneOnBuild.Cli.Tests.Baselines;

/// <summary>The fake figures are: 2.00 points of drop on 10,000 samples, twice as fast, half of the multiply-adds.</summary>
public sealed class BaselineTests : IDisposable
{
    private readonly Workspace _work = new();

    public BaselineTests()
    {
        Assert.Equal(ExitCode.Passed, _work.Run(
            "baseline", "--policy", _work["prune.yaml"], "--model", _work["Models/net.onnx"], "--output", _work["out"]).ExitCode);
    }

    public void Dispose() => _work.Dispose();

    [Fact]
    public void IsWrittenWithAllFigures_AndTheSameModelKeepsIt()
    {
        var net = Net(Baseline());
        Assert.Equal(
            ["model", "policy", "bytes", "multiplyAdds", "accuracy", "speedup"], net.Select(member => member.Key));
        Assert.Equal(new FileInfo(_work["out/net.onnx"]).Length, (long)net["bytes"]!);
        Assert.Equal(1000, (long)net["multiplyAdds"]!);
        Assert.Equal(0.02, (double)net["accuracy"]!["worse"]!, 6);
        Assert.InRange((double)net["accuracy"]!["mostWorse"]!, 0.0201, 0.03);
        Assert.Equal(2, (double)net["speedup"]!["estimate"]!, 6);

        var run = _work.Prune();
        Assert.Equal(ExitCode.Passed, run.ExitCode);
        Assert.DoesNotContain(run.Warnings, warning => warning.Contains("POB408", StringComparison.Ordinal));
        Assert.Contains("baseline.accuracy", run.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void SecondBaseline_OfTheSameModel_IsTheSameText()
    {
        string text = File.ReadAllText(_work["prune.baseline.json"]);
        _work.Prune("--baseline", "update");
        Assert.Equal(text, File.ReadAllText(_work["prune.baseline.json"]));
    }

    [Fact]
    public void WithoutAnAccuracyGate_TheBaselineHasNone_AndIsReadBack()
    {
        _work.WriteGates("size: { max: 1MB }");
        Assert.Equal(ExitCode.Passed, _work.Prune("--baseline", "update").ExitCode);
        Assert.False(Net(Baseline()).ContainsKey("accuracy"));
        Assert.Equal(ExitCode.Passed, _work.Prune().ExitCode);
    }

    [Theory]
    [InlineData("POB4080", "accuracy.mostWorse", 0.0199, "Gate baseline.accuracy missed: top1 worse than dense by 0.02, worse by at most 0.0199 wanted")]
    [InlineData("POB4082", "multiplyAdds", 990, "Gate baseline.multiplyAdds missed: 1,000, at most 999.9 wanted")]
    [InlineData("POB4083", "speedup.low", 2.1, "Gate baseline.speedup missed: at most 2.00x, at least 2.10x wanted")]
    public void WorseThanTheBaseline_Fails_AtItsLine_InsideTheThresholds(string code, string figure, double value, string message)
    {
        Edit(net => Set(net, figure, value), net => Set(net, "speedup.high", 3));

        var run = _work.Prune("--project-directory", _work[""]);

        Assert.Equal(ExitCode.GateMissed, run.ExitCode);
        string error = Assert.Single(run.Errors);
        int line = LineOf(figure == "accuracy.mostWorse" ? "\"worse\"" : figure == "speedup.low" ? "\"low\"" : "\"multiplyAdds\"");
        Assert.StartsWith(string.Create(CultureInfo.InvariantCulture, $"prune.baseline.json({line},"), error, StringComparison.Ordinal);
        Assert.Contains($": error {code}: {message}", error, StringComparison.Ordinal);
        Assert.Contains("accept it: run 'prune-on-build baseline'", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1.011, true)]
    [InlineData(1.009, false)]
    public void BytesMayGrowByOnePerCent(double growth, bool isMissed)
    {
        Edit(net => net["bytes"] = (long)((long)net["bytes"]! / growth));
        var run = _work.Prune();
        Assert.Equal(isMissed, run.Errors.Any(error => error.Contains("error POB4081: Gate baseline.bytes missed", StringComparison.Ordinal)));
        Assert.Equal(isMissed ? ExitCode.GateMissed : ExitCode.Passed, run.ExitCode);
    }

    [Fact]
    public void BetterThanTheBaseline_Passes()
    {
        Edit(net => Set(net, "accuracy.mostWorse", 0.5), net => net["bytes"] = 1_000_000, net => net["multiplyAdds"] = 5000);
        Assert.Equal(ExitCode.Passed, _work.Prune().ExitCode);
    }

    [Fact]
    public void SpeedupOfAnotherMachine_IsNotJudged()
    {
        Edit(net => Set(net, "speedup.low", 90), net => Set(net, "speedup.high", 99), net => net["speedup"]!["machine"] = "another");
        var run = _work.Prune();
        Assert.Equal(ExitCode.Passed, run.ExitCode);
        Assert.Contains("Gate baseline.speedup not judged", File.ReadAllText(_work["out/report.md"]), StringComparison.Ordinal);
    }

    [Fact]
    public void AGateThatWasRemoved_IsNoWayAroundTheBaseline()
    {
        _work.WriteGates("size: { max: 1MB }");
        var run = _work.Prune();
        Assert.Equal(ExitCode.GateMissed, run.ExitCode);
        Assert.Contains("POB4080: Gate baseline.accuracy missed: nothing was measured", Assert.Single(run.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void VerdictsWarn_MakesARegressionAWarning()
    {
        Edit(net => net["multiplyAdds"] = 900);
        var run = _work.Prune("--verdicts", "warn");
        Assert.Equal(ExitCode.Passed, run.ExitCode);
        Assert.Contains(run.Warnings, warning => warning.Contains("warning POB4082", StringComparison.Ordinal));
    }

    [Fact]
    public void BaselineOff_LooksAtNothing()
    {
        _work.Write("prune.baseline.json", "{");
        Assert.Equal(ExitCode.Passed, _work.Prune("--baseline", "off").ExitCode);
    }

    [Fact]
    public void Suppression_ExcusesItsGateUntilItExpires()
    {
        Edit(net => net["multiplyAdds"] = 900);
        Suppress("multiplyAdds", "2999-12-31");
        var run = _work.Prune();
        Assert.Equal(ExitCode.Passed, run.ExitCode);
        Assert.Contains("suppressed until 2999-12-31 (a reason)", File.ReadAllText(_work["out/report.md"]), StringComparison.Ordinal);

        Suppress("bytes", "2999-12-31");
        Assert.Equal(ExitCode.GateMissed, _work.Prune().ExitCode);
    }

    [Fact]
    public void ExpiredSuppression_IsAnErrorThatSaysSo_AlsoWhereVerdictsAreReported()
    {
        Suppress("bytes", "2020-02-29");
        var run = _work.Prune("--verdicts", "report", "--project-directory", _work[""]);
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        string place = string.Create(CultureInfo.InvariantCulture, $"prune.baseline.json({LineOf("2020-02-29")},");
        Assert.StartsWith(place, Assert.Single(run.Errors), StringComparison.Ordinal);
        Assert.Contains(
            "error POB4086: The suppression of bytes for 'Models/net.onnx' expired on 2020-02-29 (a reason).", run.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-05-31", false)]
    [InlineData("2026-06-01", true)]
    public void Suppression_HoldsThroughItsLastDay(string today, bool isExpired) => Assert.Equal(
        isExpired, new Cli.Baselines.Suppression("m", "bytes", "r", "2026-05-31").IsExpired(DateOnly.Parse(today, CultureInfo.InvariantCulture)));

    [Fact]
    public void Update_TakesThePlaceOfWhatWasSuppressed()
    {
        Suppress("bytes", "2020-02-29");
        Assert.Equal(ExitCode.Passed, _work.Prune("--baseline", "update").ExitCode);
        Assert.Null(Baseline()["suppressions"]);
        Assert.Equal(ExitCode.Passed, _work.Prune().ExitCode);
    }

    [Fact]
    public void MissedGate_LeavesTheBaselineAsItWas()
    {
        string text = File.ReadAllText(_work["prune.baseline.json"]);
        _work.WritePolicy(maxDrop: 0.01, criterion: "l2");
        Assert.Equal(ExitCode.GateMissed, _work.Prune("--baseline", "update").ExitCode);
        Assert.Equal(text, File.ReadAllText(_work["prune.baseline.json"]));
    }

    [Fact]
    public void ChangedPolicy_MakesTheBaselineStale_AndItIsStillCompared()
    {
        _work.WritePolicy(criterion: "l2");
        Edit(net => net["multiplyAdds"] = 900);
        var run = _work.Prune("--project-directory", _work[""]);
        Assert.Contains(run.Warnings, warning => warning.Contains(
            "warning POB4087: The baseline of 'Models/net.onnx' is stale: the policy (prune or target) changed", StringComparison.Ordinal));
        Assert.Contains("POB4082", Assert.Single(run.Errors), StringComparison.Ordinal);
        Assert.Contains("POB4087", File.ReadAllText(_work["out/report.md"]), StringComparison.Ordinal);
    }

    [Fact]
    public void ChangedModel_MakesTheBaselineStale()
    {
        _work.WriteModel(externalData: true);
        Assert.Contains(_work.Prune().Warnings, warning => warning.Contains("is stale: the model changed", StringComparison.Ordinal));
    }

    [Fact]
    public void OtherDataOrMetric_IsNotCompared_AndSaidToBeStale()
    {
        Edit(net => net["accuracy"]!["data"] = "other", net => Set(net, "accuracy.mostWorse", 0.001));
        var run = _work.Prune();
        Assert.Equal(ExitCode.Passed, run.ExitCode);
        Assert.Contains(run.Warnings, warning => warning.Contains("is stale: the evaluation data changed", StringComparison.Ordinal));
    }

    [Fact]
    public void ModelWithoutABaseline_IsWarnedOf()
    {
        _work.Write("prune.baseline.json", """{ "version": 1, "models": {} }""");
        var run = _work.Prune();
        Assert.Equal(ExitCode.Passed, run.ExitCode);
        Assert.Contains(run.Warnings, warning => warning.Contains("POB4087: There is no baseline of 'Models/net.onnx'", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{", "POB4084", 1)]
    [InlineData("{\n  \"version\": 2,\n  \"models\": 3\n}", "POB4085", 2)]
    [InlineData("{\n  \"version\": 1,\n  \"models\": {},\n  \"thresholds\": {}\n}", "POB4084", 4)]
    [InlineData("{\n  \"version\": 1,\n  \"models\": {\n    \"a.onnx\": null }\n}", "POB4084", 4)]
    [InlineData("{\n  \"version\": 1,\n  \"models\": {\n    \"a.onnx\": { \"model\": \"\", \"policy\": \"\",\n      \"bytes\": 0 } }\n}", "POB4084", 5)]
    public void BrokenBaseline_IsOneErrorAtItsLine(string text, string code, int line)
    {
        _work.Write("prune.baseline.json", text);
        var run = _work.Prune("--project-directory", _work[""]);
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        string error = Assert.Single(run.Errors);
        Assert.StartsWith(string.Create(CultureInfo.InvariantCulture, $"prune.baseline.json({line},"), error, StringComparison.Ordinal);
        Assert.Contains($"error {code}: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public void MistakenSuppressions_AreErrors_WithTheNearestName()
    {
        Suppress("byte", "2999-12-31");
        Assert.Contains("error POB4089: The suppression names gate 'byte', which", _work.Prune().Errors[0], StringComparison.Ordinal);
        Assert.Contains("Did you mean 'bytes'?", _work.Prune().Errors[0], StringComparison.Ordinal);
        Suppress("bytes", "2999-12-31", "Models/nets.onnx");
        Assert.Contains("Did you mean 'Models/net.onnx'?", _work.Prune().Errors[0], StringComparison.Ordinal);
        Suppress("bytes", "soon");
        Assert.Contains("error POB4084: The baseline cannot be read: 'soon' is no date", _work.Prune().Errors[0], StringComparison.Ordinal);
    }

    [Fact]
    public void UnwritableBaseline_IsAnError()
    {
        File.Delete(_work["prune.baseline.json"]);
        Directory.CreateDirectory(_work["prune.baseline.json"]);
        var run = _work.Prune("--baseline", "update");
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains("error POB4088: ", Assert.Single(run.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void IsAnInputOfEveryRunThatReadsIt()
    {
        _work.Prune();
        Assert.Contains(_work["prune.baseline.json"], File.ReadAllLines(_work["out/inputs.txt"]));
        _work.Prune("--baseline", "update");
        Assert.DoesNotContain(_work["prune.baseline.json"], File.ReadAllLines(_work["out/inputs.txt"]));
    }

    private JsonObject Baseline() => JsonNode.Parse(File.ReadAllText(_work["prune.baseline.json"]))!.AsObject();

    private static JsonObject Net(JsonObject baseline) => baseline["models"]!["Models/net.onnx"]!.AsObject();

    private void Edit(params Action<JsonObject>[] edits)
    {
        var baseline = Baseline();
        foreach (var edit in edits)
            edit(Net(baseline));
        Write(baseline);
    }

    private void Suppress(string gate, string expires, string model = "Models/net.onnx")
    {
        var baseline = Baseline();
        baseline["suppressions"] = new JsonArray(
            new JsonObject { ["model"] = model, ["gate"] = gate, ["reason"] = "a reason", ["expires"] = expires });
        Write(baseline);
    }

    private void Write(JsonObject baseline) =>
        _work.Write("prune.baseline.json", baseline.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));

    private static void Set(JsonObject net, string figure, double value)
    {
        string[] path = figure.Split('.');
        JsonNode node = net;
        foreach (string name in path[..^1])
            node = node[name]!;
        node[path[^1]] = value;
    }

    private int LineOf(string words) => Array.FindIndex(
        File.ReadAllLines(_work["prune.baseline.json"]), line => line.Contains(words, StringComparison.Ordinal)) + 1;
}
