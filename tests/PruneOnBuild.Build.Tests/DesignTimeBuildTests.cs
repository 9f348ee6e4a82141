using PruneOnBuild.Build.Tests.Throwaway;

namespace PruneOnBuild.Build.Tests;

/// <summary>What an editor runs in the background to learn about a project: it names the pruned models, makes none, and never fails.</summary>
[Trait("Goal", "M2")]
public sealed class DesignTimeBuildTests
{
    private readonly ThrowawayProject _project = new ThrowawayProject().Model("Models/m.onnx");

    public static TheoryData<string, string> BrokenSetUps => new()
    {
        { "prune.yaml", "version: [" },
        { "elsewhere.yaml", "no prune.yaml at all" },
    };

    [Fact]
    public void NamesThePrunedModelButDoesNotPrune()
    {
        var build = Run(_project.Policy("behaviour: passed"));
        Assert.Contains("prune/Models/m.onnx", build.Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(BrokenSetUps))]
    public void SaysNothingAboutABrokenPolicyOrNone(string file, string text) => Run(_project.Write(file, text));

    [Theory]
    [InlineData("PruneOnBuildPolicy", "nowhere.yaml")]
    [InlineData("PruneOnBuildVerdicts", "maybe")]
    public void SaysNothingAboutAWrongProperty(string property, string value) =>
        Run(_project.Policy("behaviour: passed").Property(property, value));

    private static BuildResult Run(ThrowawayProject project)
    {
        project.Run("restore").ShouldPass();
        var build = project.Run(
            "msbuild", "-t:Compile;GetCopyToOutputDirectoryItems;PruneModels", "-getTargetResult:GetCopyToOutputDirectoryItems",
            "-p:DesignTimeBuild=true", "-p:BuildingProject=false", "-p:SkipCompilerExecution=true", "-p:ProvideCommandLineArgs=true");
        Assert.Empty(build.ShouldPass().OwnTasks);
        Assert.Empty(build.Errors);
        Assert.Empty(build.Warnings);
        Assert.Equal(0, project.WorkerStarts);
        return build;
    }
}
