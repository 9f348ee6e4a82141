using PruneOnBuild.Build.Tests.Throwaway;

namespace PruneOnBuild.Build.Tests;

/// <summary>prune.lock in a build: an input of builds that apply it, an output of those that write it.</summary>
public sealed class LockTests
{
    private readonly ThrowawayProject _project = new ThrowawayProject().Model("Models/m.onnx").Policy("behaviour: passed");

    [Fact]
    public void AnInput_ThatMayComeChangeAndGo()
    {
        Assert.Equal(1, Starts());
        _project.Write("prune.lock", "from version control");
        Assert.Equal((1, 0), (Starts(), Starts()));
        _project.Touch("prune.lock");
        Assert.Equal((1, 0), (Starts(), Starts()));
        File.Delete(_project.PathOf("prune.lock"));
        Assert.Equal((1, 0), (Starts(), Starts()));
        Assert.All(File.ReadAllLines(_project.PathOf("starts.log")), line => Assert.EndsWith(" fail use", line, StringComparison.Ordinal));
    }

    [Fact]
    public void AnOutput_ThatLeavesTheNextBuildNothingToDo()
    {
        const string update = "-p:PruneOnBuildLock=update";
        Assert.Equal(1, Starts(update));
        Assert.Equal("locked\n", _project.Read("prune.lock"));
        Assert.Empty(_project.Build("--no-restore", update).ShouldPass().OwnTasks);

        File.Delete(_project.PathOf("prune.lock"));
        Assert.Equal((1, 0), (Starts(update), Starts(update)));

        // Another mode asks other questions, once.
        Assert.Equal((1, 0), (Starts(), Starts()));
        Assert.Equal((1, 0), (Starts("-p:PruneOnBuildLock=off"), Starts("-p:PruneOnBuildLock=off")));

        _project.Run("clean").ShouldPass();
        Assert.Equal("locked\n", _project.Read("prune.lock"));
    }

    [Fact]
    public void NamedAfterAPolicyOfAnotherName()
    {
        _project.Write("edge.yaml", "behaviour: passed\n");
        Assert.Equal(1, Starts("-p:PruneOnBuildLock=update", "-p:PruneOnBuildPolicy=edge.yaml"));
        Assert.Equal("locked\n", _project.Read("edge.lock"));
    }

    private int Starts(params IEnumerable<string> arguments)
    {
        int before = _project.WorkerStarts;
        _project.Build(arguments).ShouldPass();
        return _project.WorkerStarts - before;
    }
}
