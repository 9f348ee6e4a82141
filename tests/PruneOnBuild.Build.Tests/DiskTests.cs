using PruneOnBuild.Build.Tests.Throwaway;
using PruneOnBuild.Graph;

namespace PruneOnBuild.Build.Tests;

/// <summary>The real worker where nothing can be written: the last good model stays whole, and with a sound disk the next build is right.</summary>
[Trait("Goal", "M5")]
public sealed class DiskTests
{
    private const string Pruned = "Debug/net10.0/prune/Models/m.onnx";

    // Another model, so that other bytes would be written; a build that cannot write them must not write some of them.
    [SkippableTheory]
    [InlineData("obj/prune", "POB2012")]
    [InlineData("obj/Debug", "MSB3021")]
    public void FullDisk_LeavesTheLastGoodModelWhole(string folder, string code) => Breaks(code, $"""
        mount -t tmpfs -o size=16m none {folder}
        cp -a ../saved/{folder}/. {folder}/
        dd if=/dev/zero of={folder}/filler bs=4k 2>/dev/null
        "$@"
        status=$?
        rm {folder}/filler
        """);

    [SkippableTheory]
    [InlineData("obj/prune", "POB1097")]
    [InlineData("obj", "MSB3061")]
    public void ReadOnlyFolder_IsAnErrorAndLeavesTheLastGoodModelWhole(string folder, string code) => Breaks(code, $"""
        mount --bind {folder} {folder} && mount -o remount,bind,ro {folder}
        "$@"
        status=$?
        """);

    private static void Breaks(string code, string script)
    {
        PrivateMounts.SkipIfForbidden();
        var project = RealPolicy.Project();
        project.Build().ShouldPass();
        var (inObj, inBin) = (Read("obj/" + Pruned), Read("bin/Debug/net10.0/Models/m.onnx"));
        Assert.Equal(inObj, inBin);
        var small = inObj.Length;

        project.WriteRealModel(channels: 128);
        // What the script leaves is the state from which the next build goes on, though its mounts are gone by then.
        var (exitCode, output) = PrivateMounts.Run(
            project.Folder, $"cp -a . ../saved\n{script}\nmkdir ../left && cp -a obj/. ../left\nexit $status",
            "build", project.ProjectFile, "--no-restore", "-nologo", "-tl:off", "-m:1", "-nodeReuse:false");
        Assert.True(exitCode == 1, output);
        Assert.True(output.Contains($"error {code}", StringComparison.Ordinal), output);
        Directory.Delete(project.PathOf("obj"), recursive: true);
        Directory.Move(project.PathOf("../left"), project.PathOf("obj"));
        Assert.Equal(inObj, Read("obj/" + Pruned));
        Assert.Equal(inBin, Read("bin/Debug/net10.0/Models/m.onnx"));

        project.Build("--no-restore").ShouldPass();
        OnnxReader.Read(project.PathOf("bin/Debug/net10.0/Models/m.onnx"));
        Assert.True(Read("bin/Debug/net10.0/Models/m.onnx").Length > 2 * small);

        byte[] Read(string file) => File.ReadAllBytes(project.PathOf(file));
    }
}
