namespace PruneOnBuild.Cli.Tests;

public sealed class ProgramTests : IDisposable
{
    private readonly Workspace _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public void UnhandledException_IsOneLine_ThatNamesALogWithTheStackTrace()
    {
        _work.Pruner.Failure = new InvalidOperationException("two\nlines");

        var run = _work.Prune();

        Assert.Equal(ExitCode.OurFault, run.ExitCode);
        string error = Assert.Single(run.Errors);
        Assert.StartsWith("prune-on-build : error POB9001: A fault of ours (InvalidOperationException: two lines).", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Text, StringComparison.Ordinal);
        string log = error.Split('\'')[1];
        Assert.Contains("   at PruneOnBuild.Cli.", File.ReadAllText(log), StringComparison.Ordinal);
        File.Delete(log);
    }

    [Fact]
    public void Check_SaysWhatIsDeclared()
    {
        var run = _work.Run("check", _work["prune.yaml"]);

        Assert.Equal(ExitCode.Passed, run.ExitCode);
        Assert.Contains("no mistakes", run.Text, StringComparison.Ordinal);
        Assert.Contains("here (cpu, 1 thread)", run.Text, StringComparison.Ordinal);
        Assert.Contains("net.onnx for here, goal flops 0.5, criterion l1, gates: latency, accuracy, size", run.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_ReportsEveryMistake()
    {
        _work.WritePolicy(criterion: "l3", maxDrop: 7);

        var run = _work.Run("check", _work["prune.yaml"]);

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Equal(2, run.Errors.Count);
    }

    [Fact]
    public void Schema_IsJson()
    {
        var run = _work.Run("schema");

        Assert.Equal(ExitCode.Passed, run.ExitCode);
        using var schema = System.Text.Json.JsonDocument.Parse(run.Text);
        Assert.True(schema.RootElement.GetProperty("properties").TryGetProperty("models", out _));
    }

    [Fact]
    public void Version_IsOneLine() => Assert.Matches(@"^\d+\.\d+\.\d+\n$", _work.Run("--version").Text);

    [Fact]
    public void Help_IsPrintedAndPasses()
    {
        var run = _work.Run("--help");

        Assert.Equal(ExitCode.Passed, run.ExitCode);
        Assert.Contains("prune-on-build check", run.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Colour_IsOnlyAddedToDiagnostics_WhereATerminalShowsIt()
    {
        using var plain = new StringWriter();
        using var coloured = new StringWriter();
        Program.Run(["prun"], plain);
        Program.Run(["prun"], coloured, colour: true);

        Assert.DoesNotContain('\e', plain.ToString());
        Assert.StartsWith("\e[31mprune-on-build : error POB1901", coloured.ToString(), StringComparison.Ordinal);
    }
}
