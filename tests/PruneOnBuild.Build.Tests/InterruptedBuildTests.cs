using PruneOnBuild.Build.Tests.Throwaway;

namespace PruneOnBuild.Build.Tests;

/// <summary>
/// A build or its worker ends in the middle: soon no process of ours is left, the last good model is, and the next build is whole.
/// </summary>
[Trait("Goal", "M5")]
public sealed class InterruptedBuildTests
{
    private const string Pruned = "Debug/net10.0/Models/m.onnx";

    // The law is one second, to which the command `interrupt` of the benchmarks holds it. A server that runs other tests beside may be later than that.
    private static readonly TimeSpan s_most = TimeSpan.FromSeconds(5);

    [SkippableFact]
    public void CancelledBuild_LeavesNoWorkerAndRunsAgainNextTime()
    {
        var project = Built();
        using var build = new HangingBuild(project.Policy("behaviour: hang"));
        build.WaitForWorker();
        build.SignalBuild("INT");
        build.WaitForNoProcess(s_most);

        Assert.NotEqual(0, build.WaitForEnd());
        AssertGoodModelStays(project);
        AssertNextBuildIsWhole(project);
    }

    [SkippableFact]
    public void KilledWorker_IsOneErrorThatSaysHowItEnded()
    {
        var project = Built();
        using var build = new HangingBuild(project.Policy("behaviour: hang"));
        build.SignalWorker("KILL");
        build.WaitForNoProcess(s_most);
        build.WaitForEnd();

        Assert.Contains(
            $"{project.PathOf(HangingBuild.Model)}(1): error POB9050: The worker ended unexpectedly with exit code 137", build.Output.Result, StringComparison.Ordinal);
        AssertGoodModelStays(project);
        AssertNextBuildIsWhole(project);
    }

    // The real worker, which watches its build: a killed process cannot end another.
    [SkippableTheory]
    [InlineData("KILL")]
    [InlineData("TERM")]
    public void KilledBuild_TakesItsWorkerAlong(string signal)
    {
        var project = BuiltByTheRealWorker();
        var pruned = File.ReadAllBytes(project.PathOf($"bin/{Pruned}"));
        using (var build = HangingBuild.InTheModel(project))
        {
            build.SignalBuild(signal);
            build.WaitForNoProcess(s_most);
        }
        Assert.Equal(pruned, File.ReadAllBytes(project.PathOf("obj/Debug/net10.0/prune/Models/m.onnx")));

        HangingBuild.Mend(project);
        project.Build("--no-restore").ShouldPass();
        Assert.Equal(pruned, File.ReadAllBytes(project.PathOf($"bin/{Pruned}")));
        Assert.Empty(project.Build("--no-restore").ShouldPass().OwnTasks);
    }

    [SkippableTheory]
    [InlineData("INT")]
    [InlineData("KILL")]
    public void InterruptedBuild_TakesTheUsersProgramsAlong(string signal)
    {
        var project = BuiltByTheRealWorker();
        using var build = HangingBuild.InARunner(project);
        build.SignalBuild(signal);
        build.WaitForNoProcess(s_most);
    }

    private static ThrowawayProject Built()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "looks for processes in /proc");
        var project = new ThrowawayProject().Model(HangingBuild.Model).Policy("behaviour: passed");
        project.Build().ShouldPass();
        return project;
    }

    private static ThrowawayProject BuiltByTheRealWorker()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "needs pipes with names and /proc");
        var project = RealPolicy.Project();
        project.Build().ShouldPass();
        return project;
    }

    private static void AssertGoodModelStays(ThrowawayProject project)
    {
        Assert.Equal($"pruned dense {HangingBuild.Model}", project.Read("obj/Debug/net10.0/prune/Models/m.onnx"));
        Assert.Equal($"pruned dense {HangingBuild.Model}", project.Read($"bin/{Pruned}"));
    }

    private static void AssertNextBuildIsWhole(ThrowawayProject project)
    {
        var before = project.WorkerStarts;
        project.Policy("salt: next").Build("--no-restore").ShouldPass();
        Assert.Equal(before + 1, project.WorkerStarts);
        Assert.Equal($"pruned dense {HangingBuild.Model} next", project.Read($"bin/{Pruned}"));
        Assert.Empty(project.Build("--no-restore").ShouldPass().OwnTasks);
    }
}
