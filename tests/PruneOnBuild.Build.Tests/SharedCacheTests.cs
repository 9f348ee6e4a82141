using PruneOnBuild.Build.Tests.Throwaway;

namespace PruneOnBuild.Build.Tests;

/// <summary>The shared cache's properties reach the worker, and its credentials stay out of what the task logs.</summary>
public sealed class SharedCacheTests
{
    private readonly ThrowawayProject _project = new ThrowawayProject().Model("Models/m.onnx").Policy("behaviour: passed");

    private string Told => _project.Read("shared-cache.log");

    [Fact]
    public void PropertiesReachTheWorker_PathsInFull_AndAreNoInputsOfTheResult()
    {
        _project.Build().ShouldPass();
        Assert.Equal(" write", Told);

        _project.Build("--no-restore", "-p:PruneOnBuildSharedCache=share", "-p:PruneOnBuildSharedCacheMode=read").ShouldPass();
        Assert.Equal(1, _project.WorkerStarts);

        _project.Touch("prune.yaml");
        _project.Build("--no-restore", "-p:PruneOnBuildSharedCache=share", "-p:PruneOnBuildSharedCacheMode=read").ShouldPass();
        Assert.Equal($"{_project.PathOf("share")} read", Told);

        _project.Touch("prune.yaml");
        var build = _project.Build("--no-restore", "-v:detailed", "-p:PruneOnBuildSharedCache=http://ada:secret@cache.example/prune").ShouldPass();
        Assert.Equal("http://ada:secret@cache.example/prune write", Told);
        Assert.DoesNotContain("secret", Assert.Single(build.Output.Split('\n'), line => line.Contains(" exec ", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", File.ReadAllText(_project.InWorkFolder("m", "worker.log")), StringComparison.Ordinal);
    }
}
