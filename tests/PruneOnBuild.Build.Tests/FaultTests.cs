using PruneOnBuild.Build.Tests.Throwaway;

namespace PruneOnBuild.Build.Tests;

/// <summary>What goes wrong in the worker or the machine ends in one error with a code, and harms no model that was good.</summary>
public sealed class FaultTests(FaultTests.Built built) : IClassFixture<FaultTests.Built>
{
    [Fact]
    [Trait("Goal", "M6")]
    public void WorkerCrashes_IsOneErrorThatNamesTheLog()
    {
        var error = built.Project.Policy("behaviour: crash").Build("--no-restore").OnlyError("POB9050");
        var log = built.Project.InWorkFolder("m", "worker.log");
        Assert.Contains(log, error.Text, StringComparison.Ordinal);
        Assert.Contains("the fake worker was asked to crash", File.ReadAllText(log), StringComparison.Ordinal);
        Assert.Equal(built.Project.PathOf("Models/m.onnx"), error.File);
        Assert.Equal("pruned dense Models/m.onnx", built.Project.Read("bin/Debug/net10.0/Models/m.onnx"));
    }

    [Fact]
    public void WorkerFailsWithoutAWord_IsOneError() =>
        built.Project.Policy("behaviour: silent").Build("--no-restore").OnlyError("POB9051");

    [Fact]
    public void BadInput_IsTheWorkersOwnError() =>
        Assert.Equal(1, built.Project.Policy("behaviour: bad-input").Build("--no-restore").OnlyError("POB1004").LineNumber);

    [Fact]
    public void HostIsMissing_IsOneError() =>
        built.Project.Policy("behaviour: passed")
            .Build("--no-restore", "-p:PruneOnBuildDotNetHost=/nowhere/host").OnlyError("POB1096");

    [SkippableFact]
    public void RuntimeIsTooOld_IsOneErrorThatSaysWhatToInstall()
    {
        Skip.If(OperatingSystem.IsWindows(), "a shell script stands in for the host");
        built.Project.Policy("behaviour: passed")
            .Write("old/host", "#!/bin/sh\necho You must install or update .NET >&2\nexit 150\n");
        var host = built.Project.PathOf("old/host");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(host, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var error = built.Project.Build("--no-restore", $"-p:PruneOnBuildDotNetHost={host}").OnlyError("POB1095");
        Assert.Contains(".NET 10", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void PolicyEditedWhileTheWorkerRuns_RunsAgainNextTime()
    {
        var before = built.Project.WorkerStarts;
        built.Project.Policy("behaviour: edit").Build("--no-restore").ShouldPass();
        built.Project.Build("--no-restore").ShouldPass();
        Assert.Equal(before + 2, built.Project.WorkerStarts);
    }

    public sealed class Built
    {
        public Built() => Project.Policy("behaviour: passed").Build().ShouldPass();

        internal ThrowawayProject Project { get; } = new ThrowawayProject().Model("Models/m.onnx");
    }
}
