using PruneOnBuild.Build.Tests.Throwaway;
using PruneOnBuild.Graph;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Build.Tests;

/// <summary>The real worker where nothing can be written: the last good model stays whole, and with a sound disk the next build is right.</summary>
[Trait("Goal", "M5")]
public sealed class DiskTests
{
    private const string Pruned = "Debug/net10.0/prune/Models/m.onnx";

    // Another model, so that other bytes would be written; a build that cannot write them must not write some of them.
    [SkippableTheory]
    [InlineData("obj/prune", "POB1953")]
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
        var project = new ThrowawayProject(realWorker: true).Item("OnnxModel", "Models/m.onnx").Policy(
            "version: 1", "targets:", "  here: { hardware: cpu, threads: 1 }", "models:", "  - path: Models/m.onnx", "    target: here",
            "    prune: { goal: { ratio: 0.5 } }", "    gates: { size: { maxShare: 90% } }");
        WriteModel(project, channels: 32);
        project.Build().ShouldPass();
        var (inObj, inBin) = (Read("obj/" + Pruned), Read("bin/Debug/net10.0/Models/m.onnx"));
        Assert.Equal(inObj, inBin);
        var small = inObj.Length;

        WriteModel(project, channels: 128);
        // What the script leaves is the state from which the next build goes on, though its mounts are gone by then.
        var (exitCode, output) = PrivateMounts.Run(
            project.Folder, $"cp -a . ../saved\n{script}mkdir ../left && cp -a obj/. ../left\nexit $status",
            "build", project.ProjectFile, "--no-restore", "-nologo", "-tl:off", "-m:1", "-nodeReuse:false");
        Assert.True(exitCode == 1, output);
        Assert.Contains($"error {code}", output, StringComparison.Ordinal);
        Directory.Delete(project.PathOf("obj"), recursive: true);
        Directory.Move(project.PathOf("../left"), project.PathOf("obj"));
        Assert.Equal(inObj, Read("obj/" + Pruned));
        Assert.Equal(inBin, Read("bin/Debug/net10.0/Models/m.onnx"));

        project.Build("--no-restore").ShouldPass();
        OnnxReader.Read(project.PathOf("bin/Debug/net10.0/Models/m.onnx"));
        Assert.True(Read("bin/Debug/net10.0/Models/m.onnx").Length > 2 * small);
        Assert.Empty(project.Build("--no-restore").ShouldPass().OwnTasks);

        byte[] Read(string file) => File.ReadAllBytes(project.PathOf(file));
    }

    private static void WriteModel(ThrowawayProject project, int channels) => OnnxWriter.Write(
        TinyModel.Input("x", 1, 3, 8, 8).Conv("conv1", channels).Relu().Conv("conv2", channels).Relu().GlobalAveragePool().Flatten()
            .Gemm("fc", 4).Output("y"),
        project.PathOf("Models/m.onnx"));
}
