using Microsoft.Build.Framework;
using PruneOnBuild.Build.Tests.Throwaway;
using PruneOnBuild.Tasks;

namespace PruneOnBuild.Build.Tests;

/// <summary>How verdicts become errors and warnings, seen by an engine that only listens.</summary>
public sealed class ReportVerdictsTests
{
    private static readonly WorkerDiagnostic s_missed = new("prune.yaml", 7, 13, true, "POB4001", "Gate missed; 100% {0}.");

    private static readonly WorkerDiagnostic s_noisy = s_missed with { IsError = false, Code = "POB4005" };

    private readonly string _folder = Directory.CreateDirectory(Path.Combine(PackedPackage.TestRun, Guid.NewGuid().ToString("N"))).FullName;

    private readonly RecordingEngine _engine = new();

    [Fact]
    public void AnErrorHasPlaceCodeAndHelpLink()
    {
        Assert.False(Report(VerdictOf(s_missed)));
        var error = Assert.Single(_engine.Errors);
        Assert.Equal(("prune.yaml", 7, 13), (error.File, error.LineNumber, error.ColumnNumber));
        Assert.Equal(("POB4001", "Gate missed; 100% {0}."), (error.Code, error.Message));
        Assert.Equal("https://docs.test/POB4001.md", error.HelpLink);
    }

    [Fact]
    public void AWarningPassesAndHasThemToo()
    {
        Assert.True(Report(VerdictOf(s_noisy)));
        var warning = Assert.Single(_engine.Warnings);
        Assert.Equal(("POB4005", 7, "https://docs.test/POB4005.md"), (warning.Code, warning.LineNumber, warning.HelpLink));
        Assert.Empty(_engine.Errors);
    }

    [Fact]
    public void AFileOfTheProjectGetsItsFullPath()
    {
        File.WriteAllText(Path.Combine(_folder, "prune.yaml"), "");
        Report(VerdictOf(s_missed));
        Assert.Equal(Path.Combine(_folder, "prune.yaml"), _engine.Errors[0].File);
    }

    [Fact]
    public void TheSecondAskerFailsWithoutRepeatingTheError()
    {
        var verdict = VerdictOf(s_missed);
        Assert.False(Report(verdict));
        Assert.False(_engine.AllowFailureWithoutError);

        Assert.False(Report(verdict));
        Assert.Single(_engine.Errors);
        Assert.True(_engine.AllowFailureWithoutError);
    }

    [Fact]
    public void AllVerdictsAreReported()
    {
        Assert.False(Report(VerdictOf(s_missed, s_noisy), VerdictOf(), VerdictOf(s_missed)));
        Assert.Equal((2, 1), (_engine.Errors.Count, _engine.Warnings.Count));
    }

    [Fact]
    public void AWarningThatTheWorkersOfSeveralModelsGave_IsSaidOnce()
    {
        Assert.True(Report(VerdictOf(s_noisy), VerdictOf(s_noisy with { Line = 8 }), VerdictOf(s_noisy)));
        Assert.Equal([7, 8], _engine.Warnings.Select(warning => warning.LineNumber));
    }

    private ITaskItem VerdictOf(params WorkerDiagnostic[] diagnostics) => VerdictItem.Create("m;%41.onnx", _folder, diagnostics);

    private bool Report(params ITaskItem[] verdicts) =>
        new ReportVerdicts { BuildEngine = _engine, Verdicts = verdicts, ProjectFolder = _folder, DocsUrl = "https://docs.test/" }.Execute();
}
