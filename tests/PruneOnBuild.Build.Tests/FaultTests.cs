using System.Diagnostics;
using PruneOnBuild.Build.Tests.Throwaway;

namespace PruneOnBuild.Build.Tests;

/// <summary>What goes wrong in the worker or the machine ends in one error with a code, and harms no model that was good.</summary>
public sealed class FaultTests(FaultTests.Built built) : IClassFixture<FaultTests.Built>
{
    [Fact]
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

    [SkippableFact]
    public void CancelledBuild_LeavesNoWorkerAndRunsAgainNextTime()
    {
        Skip.If(OperatingSystem.IsWindows(), "sends an interrupt as a terminal would");
        var before = built.Project.Policy("behaviour: hang").WorkerStarts;
        built.Project.WriteProject();
        using var build = DotNet.Start(
            built.Project.Folder, "build", built.Project.ProjectFile, "--no-restore", "-tl:off", "-m:1", "-nodeReuse:false");
        var patience = Stopwatch.StartNew();
        while (built.Project.WorkerStarts == before && patience.Elapsed < TimeSpan.FromMinutes(2))
            Thread.Sleep(50);

        using (var interrupt = Process.Start("kill", ["-INT", $"{build.Id}"]))
            interrupt.WaitForExit();
        Assert.True(build.WaitForExit(TimeSpan.FromMinutes(1)));
        Assert.NotEqual(0, build.ExitCode);
        Assert.Empty(WorkersOn(built.Project.PathOf("Models/m.onnx")));

        built.Project.Policy("behaviour: passed").Build("--no-restore").ShouldPass();
        Assert.Equal(before + 2, built.Project.WorkerStarts);
    }

    private static IEnumerable<string> WorkersOn(string model) =>
        Directory.GetDirectories("/proc")
            .Select(process => Path.Combine(process, "cmdline"))
            .Where(File.Exists)
            .Select(ReadOrEmpty)
            .Where(command => command.Contains("fake-worker.dll", StringComparison.Ordinal))
            .Where(command => command.Contains(model, StringComparison.Ordinal));

    private static string ReadOrEmpty(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            return ""; // The process ended between the listing and the reading.
        }
    }

    public sealed class Built
    {
        public Built() => Project.Policy("behaviour: passed").Build().ShouldPass();

        internal ThrowawayProject Project { get; } = new ThrowawayProject().Model("Models/m.onnx");
    }
}
