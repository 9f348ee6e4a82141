using PruneOnBuild.Build.Tests.Throwaway;

namespace PruneOnBuild.Build.Tests;

/// <summary>Three projects that refer to each other, two frameworks each: however the engine schedules them, each model is pruned once.</summary>
[Trait("Goal", "M3")]
public sealed class ScheduleTests
{
    [Theory]
    [InlineData("-m:4")]
    [InlineData("-m:2", "-mt")]
    [InlineData("-m:2", "-graph", "-isolate")]
    public void EachModelIsPrunedOnce_AndReachesEveryApplication(params string[] arguments)
    {
        var library = Project("Library", executable: false).Model("Models/a.onnx").Model("Models/b.onnx");
        var middle = Project("Middle", executable: false).Model("Models/c.onnx").Item("ProjectReference", library.ProjectFile);
        var app = Project("App", executable: true).Model("Models/d.onnx")
            .Item("ProjectReference", middle.ProjectFile).Item("ProjectReference", library.ProjectFile);
        library.WriteProject();
        middle.WriteProject();

        // By itself, because NuGet's targets do not bear isolation.
        app.Run("restore").ShouldPass();
        var build = app.Build(["--no-restore", .. arguments]).ShouldPass();

        Assert.Equal((2, 1, 1), (library.WorkerStarts, middle.WorkerStarts, app.WorkerStarts));
        Assert.Equal(4, build.OwnTasks.Count(task => task == "PruneModel"));
        foreach (var framework in (string[])["net10.0", "net10.0-windows"])
            Assert.All(["a", "b", "c", "d"], model =>
                Assert.Equal($"pruned dense Models/{model}.onnx", app.Read($"bin/Debug/{framework}/Models/{model}.onnx")));
        Assert.Empty(app.Build(["--no-restore", .. arguments]).ShouldPass().OwnTasks);
    }

    // The second framework needs no reference pack of its own when none of its frameworks is asked for.
    private static ThrowawayProject Project(string name, bool executable) =>
        new ThrowawayProject(name, name, "net10.0;net10.0-windows", executable).Policy("behaviour: passed")
            .Property("EnableWindowsTargeting", "true").Property("DisableTransitiveFrameworkReferenceDownloads", "true");
}
