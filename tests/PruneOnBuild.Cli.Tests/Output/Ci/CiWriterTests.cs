using PruneOnBuild.Cli.Output;
using PruneOnBuild.Cli.Output.Ci;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Cli.Tests.Output.Ci;

public sealed class CiWriterTests : IDisposable
{
    private const string Nasty = "100 %, a:b; [x] 'y' |z|\r\nsecond é";

    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly RunRecord _run = new();

    public void Dispose() => _output.Dispose();

    [Fact]
    public void GitHub_EscapesAsItsRunnerReads_WithPathsFromTheWorkspace()
    {
        _run.Add(Diagnostic.Warning("POB3007", new SourceLocation("/repo/a,b:100%.yaml", 7, 3), Nasty));
        _run.Add(Diagnostic.Error("POB2001", new SourceLocation("/elsewhere/net.onnx"), "Broken."));
        new GitHubWriter(_output, "/repo", null).Annotate(_run);

        Assert.Equal(
            """
            ::error file=/elsewhere/net.onnx,title=POB2001::Broken.
            ::warning file=a%2Cb%3A100%25.yaml,line=7,col=3,title=POB3007::100 %25, a:b; [x] 'y' |z|%0D%0Asecond é

            """.ReplaceLineEndings("\n"),
            _output.ToString());
    }

    [Fact]
    public void GitHub_GetsTenOfEachKind_WorstFirst_AndCountsTheRest()
    {
        for (int i = 1; i <= 12; i++)
        {
            _run.Add(Diagnostic.Error("POB4001", new SourceLocation("prune.yaml", i, 1), "missed"));
            _run.Add(Diagnostic.Warning("POB3007", new SourceLocation("prune.yaml", i, 1), "widths"));
        }
        _run.Add(Diagnostic.Error("POB2001", new SourceLocation("net.onnx"), "not judged"));
        _run.Add(Diagnostic.Error("POB9001", new SourceLocation("prune-on-build"), "fault"));
        new GitHubWriter(_output, null, null).Annotate(_run);

        string[] lines = _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("::error file=prune-on-build,title=POB9001::fault", lines[0]);
        Assert.Equal("::error file=net.onnx,title=POB2001::not judged", lines[1]);
        Assert.Equal(
            Enumerable.Range(1, 8).Select(i => $"::error file=prune.yaml,line={i},col=1,title=POB4001::missed"), lines[2..10]);
        Assert.Equal(
            Enumerable.Range(1, 10).Select(i => $"::warning file=prune.yaml,line={i},col=1,title=POB3007::widths"), lines[10..20]);
        Assert.Equal(["::notice title=PruneOnBuild::6 more errors and warnings are in the log."], lines[20..]);
    }

    [Fact]
    public void Azure_EscapesAsItsAgentReads_AndUploadsTheReports()
    {
        _run.Add(Diagnostic.Error("POB4001", new SourceLocation("/repo/a;b].yaml", 7, 3), Nasty));
        _run.Add(Diagnostic.Warning("POB1920", new SourceLocation("http://cache.example"), "Slow."));
        _run.AddReport("/out/report.md");
        var writer = new AzureWriter(_output);
        writer.Summarize(_run);
        writer.Annotate(_run);

        Assert.Equal(
            """
            ##vso[task.uploadsummary]/out/report.md
            ##vso[task.logissue type=error;sourcepath=/repo/a%3Bb%5D.yaml;linenumber=7;columnnumber=3;code=POB4001;]100 %AZP25, a:b; [x] 'y' |z|%0D%0Asecond é
            ##vso[task.logissue type=warning;sourcepath=http://cache.example;code=POB1920;]Slow.

            """.ReplaceLineEndings("\n"),
            _output.ToString());
    }

    [Fact]
    public void TeamCity_EscapesAsItsServerReads()
    {
        _run.Add(Diagnostic.Error("POB4001", new SourceLocation("prune.yaml", 7, 3), Nasty));
        _run.Add(Diagnostic.Warning("POB3007", new SourceLocation("net.onnx"), "|"));
        new TeamCityWriter(_output).Annotate(_run);

        string[] lines = _output.ToString().Split('\n');
        Assert.Matches(@"^##teamcity\[buildProblem description='[^']*(\|'[^']*)*' identity='POB4001_[0-9a-f]{16}_1'\]$", lines[0]);
        Assert.Contains(
            "description='prune.yaml(7,3): POB4001: 100 %, a:b; |[x|] |'y|' ||z|||r|nsecond |0x00E9' ", lines[0], StringComparison.Ordinal);
        Assert.Equal("##teamcity[message text='net.onnx: POB3007: ||' status='WARNING']", lines[1]);
    }

    [Fact]
    public void TeamCity_CutsLongTexts_AndIdentitiesFit()
    {
        _run.Add(Diagnostic.Error("POB4001", new SourceLocation("prune.yaml", 7, 3), new string('x', 10_000)));
        new TeamCityWriter(_output).Annotate(_run);

        string[] values = _output.ToString().Split('\'');
        Assert.Equal(4000, values[1].Length);
        Assert.InRange(values[3].Length, 1, 60);
        Assert.Matches("^[A-Za-z_][A-Za-z0-9_]*$", values[3]);
    }

    [Theory]
    [InlineData(typeof(GitHubWriter), "GITHUB_ACTIONS", "true")]
    [InlineData(typeof(AzureWriter), "TF_BUILD", "True")]
    [InlineData(typeof(TeamCityWriter), "TEAMCITY_VERSION", "2026.1")]
    [InlineData(null, "CI", "true")]
    [InlineData(null, "GITHUB_ACTIONS", "false")]
    public void Auto_KnowsASystemByItsVariable(Type? writer, string variable, string value) =>
        Assert.Equal(writer, CiWriters.Find(null, _output, name => name == variable ? value : null)?.GetType());

    [Fact]
    public void WhatIsAskedFor_WinsOverWhatRunsThis()
    {
        Assert.Null(CiWriters.Find(CiSystem.None, _output, _ => "true"));
        Assert.IsType<AzureWriter>(CiWriters.Find(CiSystem.Azure, _output, _ => "true"));
    }
}
