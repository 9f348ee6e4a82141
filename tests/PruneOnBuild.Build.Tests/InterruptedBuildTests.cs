using System.Diagnostics;
using PruneOnBuild.Build.Tests.Throwaway;

namespace PruneOnBuild.Build.Tests;

/// <summary>A build or its worker ends in the middle: no process stays, the last good model does, and the next build is whole.</summary>
[Trait("Goal", "M5")]
public sealed class InterruptedBuildTests
{
    private const string Model = "Models/m.onnx";

    [SkippableFact]
    public void CancelledBuild_LeavesNoWorkerAndRunsAgainNextTime()
    {
        var project = Built();
        using var build = Start(project.Policy("behaviour: hang"));
        Workers.WaitForOne(project.PathOf(Model));
        Workers.Signal("INT", build.Id);
        Assert.True(build.WaitForExit(TimeSpan.FromMinutes(1)));

        Assert.NotEqual(0, build.ExitCode);
        Assert.Empty(Workers.On(project.PathOf(Model)));
        AssertGoodModelStays(project);
        AssertNextBuildIsWhole(project);
    }

    [SkippableFact]
    public void KilledWorker_IsOneErrorThatSaysHowItEnded()
    {
        var project = Built();
        using var build = Start(project.Policy("behaviour: hang"));
        var output = build.StandardOutput.ReadToEndAsync();
        Workers.Signal("KILL", Workers.WaitForOne(project.PathOf(Model)));
        Assert.True(build.WaitForExit(TimeSpan.FromMinutes(1)));

        Assert.Contains($"{project.PathOf(Model)}(1): error POB9050: The worker ended unexpectedly with exit code 137", output.Result, StringComparison.Ordinal);
        AssertGoodModelStays(project);
        AssertNextBuildIsWhole(project);
    }

    // The real worker, which watches its build: a killed process cannot end another. A model that nobody writes holds it where it reads.
    [SkippableTheory]
    [InlineData("KILL")]
    [InlineData("TERM")]
    public void KilledBuild_TakesItsWorkerAlong(string signal)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "needs pipes with names and /proc");
        var project = RealPolicy.Project();
        var model = project.PathOf(Model);
        project.Build().ShouldPass();
        var pruned = File.ReadAllBytes(project.PathOf("bin/Debug/net10.0/Models/m.onnx"));

        File.Move(model, model + ".aside");
        using (var make = Process.Start("mkfifo", [model]))
            make.WaitForExit();
        using (var build = Start(project))
        {
            Workers.WaitForOne(model);
            Workers.Signal(signal, build.Id);
        }
        Workers.WaitForNone(model);
        Assert.Equal(pruned, File.ReadAllBytes(project.PathOf("obj/Debug/net10.0/prune/Models/m.onnx")));

        File.Move(model + ".aside", model, overwrite: true);
        project.Build("--no-restore").ShouldPass();
        Assert.Equal(pruned, File.ReadAllBytes(project.PathOf("bin/Debug/net10.0/Models/m.onnx")));
        Assert.Empty(project.Build("--no-restore").ShouldPass().OwnTasks);
    }

    private static ThrowawayProject Built()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "looks for processes in /proc");
        var project = new ThrowawayProject().Model(Model).Policy("behaviour: passed");
        project.Build().ShouldPass();
        return project;
    }

    private static Process Start(ThrowawayProject project)
    {
        project.WriteProject();
        return DotNet.Start(project.Folder, "build", project.ProjectFile, "--no-restore", "-tl:off", "-m:1", "-nodeReuse:false");
    }

    private static void AssertGoodModelStays(ThrowawayProject project)
    {
        Assert.Equal($"pruned dense {Model}", project.Read("obj/Debug/net10.0/prune/Models/m.onnx"));
        Assert.Equal($"pruned dense {Model}", project.Read("bin/Debug/net10.0/Models/m.onnx"));
    }

    private static void AssertNextBuildIsWhole(ThrowawayProject project)
    {
        var before = project.WorkerStarts;
        project.Policy("salt: next").Build("--no-restore").ShouldPass();
        Assert.Equal(before + 1, project.WorkerStarts);
        Assert.Equal($"pruned dense {Model} next", project.Read("bin/Debug/net10.0/Models/m.onnx"));
        Assert.Empty(project.Build("--no-restore").ShouldPass().OwnTasks);
    }
}
