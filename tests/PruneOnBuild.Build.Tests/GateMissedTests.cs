using PruneOnBuild.Build.Tests.Throwaway;

namespace PruneOnBuild.Build.Tests;

/// <summary>A good build, then a gate that is missed, then a good one again.</summary>
public sealed class GateMissedTests(GateMissedTests.Story story) : IClassFixture<GateMissedTests.Story>
{
    [Fact]
    public void FailsTheBuildOnceAtTheGatesLineInTheUsersProject()
    {
        var error = story.Missed.OnlyError("POB4001");
        Assert.Equal("Latency gate missed: 100% of {0} taken; raise ratio.", error.Text);
        Assert.Equal((story.Project.PathOf("prune.yaml"), 1, 12), (error.File, error.LineNumber, error.ColumnNumber));
        Assert.Equal(story.Project.ProjectFile, error.ProjectFile);
    }

    [Fact]
    public void TheErrorHasTheFormThatEditorsAndAnnotatorsRead() =>
        Assert.Contains(
            $"{story.Project.PathOf("prune.yaml")}(1,12): error POB4001: Latency gate missed: 100% of {{0}} taken; raise ratio. " +
            $"[{story.Project.ProjectFile}]",
            story.Missed.Output, StringComparison.Ordinal);

    [Fact]
    public void LeavesTheReportAndThePreviousGoodModel()
    {
        Assert.True(story.ReportAfterMiss);
        Assert.Equal(["pruned dense Models/m.onnx", "pruned dense Models/m.onnx"], story.ModelsAfterMiss);
    }

    [Fact]
    public void NextBuild_RunsAgainThoughNothingChanged()
    {
        story.MissedAgain.OnlyError("POB4001");
        Assert.Equal(3, story.StartsAfterMissedAgain);
    }

    [Fact]
    public void WarnedVerdicts_PassWithAWarningAndTheNewModel()
    {
        story.Warned.ShouldPass();
        var warning = Assert.Single(story.Warned.Warnings);
        Assert.Equal(("POB4001", 1, 12), (warning.Code, warning.LineNumber, warning.ColumnNumber));
        Assert.Equal("pruned dense Models/m.onnx warned", story.ModelAfterWarned);
    }

    [Fact]
    public void ReportedVerdicts_PassWithoutAWord_WithTheNewModelAndTheReport()
    {
        story.Reported.ShouldPass();
        Assert.Empty(story.Reported.Errors);
        Assert.Empty(story.Reported.Warnings);
        Assert.Equal("pruned dense Models/m.onnx reported", story.ModelAfterReported);
    }

    [Fact]
    public void CleanAfterAMiss_ForgetsNothing()
    {
        story.CleanAfterMiss.ShouldPass();
        Assert.Equal([story.Project.PathOf("Models/m.onnx")], story.ModelsAfterClean);
    }

    public sealed class Story
    {
        public Story()
        {
            Project.Policy("behaviour: passed").Build().ShouldPass();
            Missed = Project.Policy("behaviour: missed").Build("--no-restore");
            ReportAfterMiss = File.Exists(Project.InWorkFolder("m", "report.md"));
            ModelsAfterMiss =
                [Project.Read("obj/Debug/net10.0/prune/Models/m.onnx"), Project.Read("bin/Debug/net10.0/Models/m.onnx")];
            MissedAgain = Project.Build("--no-restore");
            StartsAfterMissedAgain = Project.WorkerStarts;
            Warned = Project.Policy("behaviour: missed", "salt: warned").Build("--no-restore", "-p:PruneOnBuildVerdicts=warn");
            ModelAfterWarned = Project.Read("bin/Debug/net10.0/Models/m.onnx");
            Reported = Project.Policy("behaviour: missed", "salt: reported").Build("--no-restore", "-p:PruneOnBuildVerdicts=report");
            ModelAfterReported = Project.Read("bin/Debug/net10.0/Models/m.onnx");
            Project.Policy("behaviour: missed").Build("--no-restore").ShouldFail();
            CleanAfterMiss = Project.Run("clean");
            ModelsAfterClean = Directory.GetFiles(Project.Folder, "*.onnx", SearchOption.AllDirectories);
        }

        internal ThrowawayProject Project { get; } = new ThrowawayProject().Model("Models/m.onnx");

        internal BuildResult Missed { get; }

        internal BuildResult MissedAgain { get; }

        internal BuildResult Warned { get; }

        internal BuildResult Reported { get; }

        internal BuildResult CleanAfterMiss { get; }

        internal bool ReportAfterMiss { get; }

        internal string[] ModelsAfterMiss { get; }

        internal string ModelAfterWarned { get; }

        internal string ModelAfterReported { get; }

        internal string[] ModelsAfterClean { get; }

        internal int StartsAfterMissedAgain { get; }
    }
}
