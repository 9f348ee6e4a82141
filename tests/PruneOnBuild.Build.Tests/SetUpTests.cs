using PruneOnBuild.Build.Tests.Throwaway;

namespace PruneOnBuild.Build.Tests;

/// <summary>Mistakes in the project, and switches that turn pruning off.</summary>
public sealed class SetUpTests(SetUpTests.Built built) : IClassFixture<SetUpTests.Built>
{
    [Theory]
    [InlineData("POB1091", "PruneOnBuildPolicy", "elsewhere/prune.yaml")]
    [InlineData("POB1092", "PruneOnBuildVerdicts", "maybe")]
    [InlineData("POB1098", "PruneOnBuildLock", "always")]
    [InlineData("POB1100", "PruneOnBuildBaseline", "newest")]
    [InlineData("POB1923", "PruneOnBuildSharedCacheMode", "sometimes")]
    [InlineData("POB1094", "PruneOnBuildEnabled", "sometimes")]
    public void Rejects_AWrongProperty(string code, string property, string value)
    {
        var error = built.Project.Build("--no-restore", $"-p:{property}={value}").OnlyError(code);
        Assert.Contains(property, error.Text, StringComparison.Ordinal);
        Assert.Contains(value, error.Text, StringComparison.Ordinal);
        Assert.Equal(built.Project.ProjectFile, error.File);
    }

    [Fact]
    public void Rejects_TwoModelsForOnePath()
    {
        var error = new ThrowawayProject().Policy("behaviour: passed")
            .Model("a/m.onnx", ("Link", "Models/m.onnx")).Model("b/m.onnx", ("Link", "Models/m.onnx"))
            .Build().OnlyError("POB1093");
        Assert.Contains("Models/m.onnx", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void NoPolicy_IsAnErrorThatNamesBothWaysOut()
    {
        var error = new ThrowawayProject().Model("Models/m.onnx").Build().OnlyError("POB1090");
        Assert.Contains("Write a prune.yaml", error.Text, StringComparison.Ordinal);
        Assert.Contains("PruneOnBuildEnabled to false", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void NoModels_CostsNothing()
    {
        var build = new ThrowawayProject().Build().ShouldPass();
        string[] ours = ["CollectPrunedModels", "CheckPruneOnBuild", "CollectPruneInputs", "PruneModels"];
        Assert.Empty(build.TargetsThatRan.Intersect(ours));
    }

    [Fact]
    public void Disabled_ShipsTheDenseModelUnderTheSamePath()
    {
        var build = built.Project.Build("--no-restore", "-p:PruneOnBuildEnabled=false", "-p:OutDir=disabled/").ShouldPass();
        Assert.Empty(build.OwnTasks);
        Assert.Equal("dense Models/m.onnx", built.Project.Read("disabled/Models/m.onnx"));
    }

    [Fact]
    public void HelpLinks_LeadToThePagesInThePackage()
    {
        var address = built.Project.Run("msbuild", "-getProperty:PruneOnBuildDocsUrl").ShouldPass().Output.Trim();
        Assert.True(File.Exists(new Uri($"{address}POB4001.md").LocalPath), address);
    }

    [Fact]
    public void PolicyAboveTheProject_IsFound()
    {
        var project = new ThrowawayProject("below/app").Model("Models/m.onnx").Write("../prune.yaml", "salt: above\n");
        project.Build().ShouldPass();
        Assert.Equal("pruned dense Models/m.onnx above", project.Read("bin/Debug/net10.0/Models/m.onnx"));
    }

    [Fact]
    public void RelativePolicyOnTheCommandLine_IsTakenFromTheProjectsFolder()
    {
        built.Project.Write("policies/edge.yaml", "salt: edge\n");
        built.Project.Build("--no-restore", "-p:PruneOnBuildPolicy=policies/edge.yaml").ShouldPass();
        Assert.Equal("pruned dense Models/m.onnx edge", built.Project.Read("bin/Debug/net10.0/Models/m.onnx"));
    }

    public sealed class Built
    {
        public Built() => Project.Policy("behaviour: passed").Build().ShouldPass();

        internal ThrowawayProject Project { get; } = new ThrowawayProject().Model("Models/m.onnx");
    }
}
