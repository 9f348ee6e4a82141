using PruneOnBuild.Build.Tests.Throwaway;

namespace PruneOnBuild.Build.Tests;

/// <summary>Which target a build prunes for goes to the worker, and outputs of different choices stay apart.</summary>
public sealed class TargetChoiceTests
{
    private readonly ThrowawayProject _project = new ThrowawayProject().Model("Models/m.onnx").Policy("behaviour: passed");

    [Fact]
    public void RuntimeIdentifier_HasOutputsOfItsOwn()
    {
        _project.Build().ShouldPass();
        _project.Build($"-p:RuntimeIdentifier={PackedPackage.Rid}", "-p:SelfContained=false").ShouldPass();
        Assert.Equal("pruned dense Models/m.onnx", _project.Read("bin/Debug/net10.0/Models/m.onnx"));
        Assert.EndsWith($" {PackedPackage.Rid}", _project.Read($"bin/Debug/net10.0/{PackedPackage.Rid}/Models/m.onnx"), StringComparison.Ordinal);
        Assert.Empty(_project.Build().ShouldPass().OwnTasks);
    }

    [Fact]
    public void PruneOnBuildTarget_RunsAgainWhenItChanges()
    {
        _project.Build("-p:PruneOnBuildTarget=edge").ShouldPass();
        Assert.EndsWith(" edge", _project.Read("bin/Debug/net10.0/Models/m.onnx"), StringComparison.Ordinal);
        Assert.Empty(_project.Build("--no-restore", "-p:PruneOnBuildTarget=edge").ShouldPass().OwnTasks);
        _project.Build("--no-restore").ShouldPass();
        Assert.Equal("pruned dense Models/m.onnx", _project.Read("bin/Debug/net10.0/Models/m.onnx"));
    }
}
