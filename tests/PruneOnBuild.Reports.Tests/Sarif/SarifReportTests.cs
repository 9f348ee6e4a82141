using System.Text.Json;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Reports.Sarif;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Reports.Tests.Sarif;

public sealed class SarifReportTests : IDisposable
{
    private static readonly string[] s_levels = ["none", "note", "warning", "error"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void HasWhatTheStandardRequires()
    {
        string policy = _folder.Write("repo/a b/prune.yaml", "version: 1\n");
        _folder.Write("repo/.git", "gitdir: elsewhere");
        var log = Write(
            Diagnostic.Error("POB4001", new SourceLocation(policy, 12, 27), "Missed.\nBadly."),
            Diagnostic.Warning("POB3007", new SourceLocation(policy, 7, 3), "Widths."),
            Diagnostic.Error("POB2001", new SourceLocation(_folder.Write("net.onnx", "")), "Broken."),
            Diagnostic.Warning("POB1920", new SourceLocation("http://cache.example"), "Slow."));

        Assert.Equal("2.1.0", log.GetProperty("version").GetString());
        Assert.EndsWith("sarif-2.1.0.json", log.GetProperty("$schema").GetString(), StringComparison.Ordinal);
        var run = Assert.Single(log.GetProperty("runs").EnumerateArray());
        var driver = run.GetProperty("tool").GetProperty("driver");
        Assert.Equal(("PruneOnBuild", "0.1.0"), (driver.GetProperty("name").GetString(), driver.GetProperty("semanticVersion").GetString()));
        var rules = driver.GetProperty("rules").EnumerateArray().ToList();
        Assert.Equal(["POB1920", "POB2001", "POB3007", "POB4001"], rules.Select(rule => rule.GetProperty("id").GetString()));
        Assert.All(rules, rule =>
        {
            Assert.Matches("^[A-Z][A-Za-z0-9]+$", rule.GetProperty("name").GetString());
            Assert.NotEmpty(rule.GetProperty("shortDescription").GetProperty("text").GetString()!);
            Assert.StartsWith($"# {rule.GetProperty("id").GetString()}: ", rule.GetProperty("help").GetProperty("markdown").GetString(), StringComparison.Ordinal);
        });
        var results = run.GetProperty("results").EnumerateArray().ToList();
        Assert.Equal(3, results.Count);
        Assert.All(results, result =>
        {
            Assert.Equal(result.GetProperty("ruleId").GetString(), rules[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString());
            Assert.Contains(result.GetProperty("level").GetString(), s_levels);
            Assert.NotEmpty(result.GetProperty("message").GetProperty("text").GetString()!);
            Assert.NotEmpty(result.GetProperty("partialFingerprints").EnumerateObject());
            var place = Assert.Single(result.GetProperty("locations").EnumerateArray()).GetProperty("physicalLocation");
            Assert.True(place.GetProperty("region").GetProperty("startLine").GetInt32() >= 1);
            Assert.True(Uri.IsWellFormedUriString(place.GetProperty("artifactLocation").GetProperty("uri").GetString(), UriKind.RelativeOrAbsolute));
        });
        Assert.Equal(["error", "warning", "error"], results.Select(result => result.GetProperty("level").GetString()));
        Assert.Equal((12, 27), (Region(results[0], "startLine"), Region(results[0], "startColumn")));
        var invocation = Assert.Single(run.GetProperty("invocations").EnumerateArray());
        Assert.True(invocation.GetProperty("executionSuccessful").GetBoolean());
        Assert.Equal("2026-01-02T03:04:05.000Z", invocation.GetProperty("startTimeUtc").GetString());
        Assert.Equal("Slow.", Assert.Single(invocation.GetProperty("toolExecutionNotifications").EnumerateArray()).GetProperty("message").GetProperty("text").GetString());
    }

    [Fact]
    public void FilesOfARepository_AreNamedFromItsRoot_OthersInFull()
    {
        _folder.Write("repo/.git/HEAD", "");
        string inside = _folder.Write("repo/a b/é#.yaml", "");
        string outside = _folder.Write("other/x.yaml", "");
        var run = Write(Diagnostic.Error("POB1001", new SourceLocation(inside, 1, 1), "x"), Diagnostic.Error("POB1001", new SourceLocation(outside, 1, 1), "x"))
            .GetProperty("runs")[0];

        var (first, second) = (Place(run, 0), Place(run, 1));
        Assert.Equal(("a%20b/%C3%A9%23.yaml", "%SRCROOT%"), (first.GetProperty("uri").GetString(), first.GetProperty("uriBaseId").GetString()));
        Assert.Equal(new Uri(outside).AbsoluteUri, second.GetProperty("uri").GetString());
        Assert.False(second.TryGetProperty("uriBaseId", out _));
        string root = run.GetProperty("originalUriBaseIds").GetProperty("%SRCROOT%").GetProperty("uri").GetString()!;
        Assert.Equal(inside, new Uri(new Uri(root), first.GetProperty("uri").GetString()).LocalPath);
    }

    [Fact]
    public void ARunThatSaidNothing_HasNoResults_AndStillAnInvocation()
    {
        var run = Write().GetProperty("runs")[0];
        Assert.Equal(0, run.GetProperty("results").GetArrayLength());
        Assert.Equal(1, run.GetProperty("invocations").GetArrayLength());
    }

    [Fact]
    public void EveryPage_GivesARuleWithANameOfItsOwn()
    {
        string[] codes = [.. Directory.GetFiles(Path.Combine(Repository.Root, "docs", "codes"), "POB*.md").Select(Path.GetFileNameWithoutExtension)!];
        var rules = Write([.. codes.Select(code => Diagnostic.Error(code, new SourceLocation("tool"), "x"))])
            .GetProperty("runs")[0].GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().ToList();

        Assert.Equal(codes.Length, rules.Count);
        Assert.All(rules, rule => Assert.Matches(@"^\p{Lu}\w+$", rule.GetProperty("name").GetString()));
    }

    private static int Region(JsonElement result, string key) =>
        result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("region").GetProperty(key).GetInt32();

    private static JsonElement Place(JsonElement run, int result) =>
        run.GetProperty("results")[result].GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation");

    private static JsonElement Write(params Diagnostic[] diagnostics)
    {
        var start = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        using var log = JsonDocument.Parse(SarifReport.Write(
            new SarifRun("0.1.0", "Models/net.onnx", diagnostics, start, start.AddSeconds(1), 0, WasJudged: true)));
        return log.RootElement.Clone();
    }
}
