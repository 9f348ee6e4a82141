using PruneOnBuild.Build.Tests.Throwaway;

namespace PruneOnBuild.Build.Tests;

/// <summary>prune.baseline.json in a build: an input of builds that are held against it, an output of those that write it.</summary>
public sealed class BaselineTests
{
    private readonly ThrowawayProject _project = new ThrowawayProject().Model("Models/m.onnx").Policy("behaviour: passed");

    [Fact]
    public void UpdatePruneBaseline_BuildsAndWritesIt_AndEveryChangeOfItIsJudged()
    {
        _project.Build("-t:UpdatePruneBaseline").ShouldPass();
        Assert.Equal("{}\n", _project.Read("prune.baseline.json"));
        Assert.True(File.Exists(_project.PathOf("bin/Debug/net10.0/Models/m.onnx")));

        Assert.Equal((1, 0), (Starts(), Starts()));
        _project.Touch("prune.baseline.json");
        Assert.Equal((1, 0), (Starts(), Starts()));
        File.Delete(_project.PathOf("prune.baseline.json"));
        Assert.Equal((1, 0), (Starts(), Starts()));
    }

    private int Starts()
    {
        int before = _project.WorkerStarts;
        _project.Build("--no-restore").ShouldPass();
        return _project.WorkerStarts - before;
    }
}
