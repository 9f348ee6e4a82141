using PruneOnBuild.Build.Tests.Throwaway;

namespace PruneOnBuild.Build.Tests;

/// <summary>A project for several frameworks, built on several nodes.</summary>
[Trait("Goal", "M3")]
public sealed class MultiTargetingTests
{
    // The second framework needs no reference pack of its own when none of its frameworks is asked for.
    private readonly ThrowawayProject _project = new ThrowawayProject(frameworks: "net10.0;net10.0-windows")
        .Property("EnableWindowsTargeting", "true").Property("DisableTransitiveFrameworkReferenceDownloads", "true")
        .Model("Models/a.onnx").Model("Models/b.onnx").Policy("behaviour: passed");

    [Fact]
    public void EachModelIsPrunedOnce_AMissIsReportedOnce_AndCleanRemovesAll()
    {
        _project.Build("-m:2").ShouldPass();
        Assert.Equal(2, _project.WorkerStarts);
        Assert.Equal("pruned dense Models/a.onnx", _project.Read("bin/Debug/net10.0/Models/a.onnx"));
        Assert.Equal("pruned dense Models/b.onnx", _project.Read("bin/Debug/net10.0-windows/Models/b.onnx"));

        var missed = _project.Policy("behaviour: missed").Build("--no-restore", "-m:2").ShouldFail();
        Assert.Equal(["POB4001", "POB4001"], missed.Errors.Select(error => error.Code));
        Assert.All(missed.Errors, error => Assert.Equal(_project.ProjectFile, error.ProjectFile));
        Assert.Equal(4, _project.WorkerStarts);

        _project.Run("clean", "-m:2").ShouldPass();
        Assert.False(Directory.Exists(_project.PathOf("obj/prune")));
        Assert.Equal(2, Directory.GetFiles(_project.Folder, "*.onnx", SearchOption.AllDirectories).Length);
    }
}
