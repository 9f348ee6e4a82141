using PruneOnBuild.Build.Tests.Throwaway;
using PruneOnBuild.Graph;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Build.Tests;

/// <summary>The package's own worker on a real model: what the stand-in imitates must be what it does.</summary>
public sealed class RealWorkerTests
{
    private readonly ThrowawayProject _project = new ThrowawayProject(realWorker: true).Model("Models/net.onnx");

    public RealWorkerTests() => OnnxWriter.Write(
        TinyModel.Input("x", 1, 3, 16, 16)
            .Conv("conv1", 64).Relu().Conv("conv2", 64).Relu().GlobalAveragePool().Flatten().Gemm("fc", 4).Output("y"),
        _project.PathOf("Models/net.onnx"));

    [Fact]
    public void PrunesAndPasses_ThenMissesAtItsLine_ThenIsInvisible()
    {
        var passed = Policy("60%").Build().ShouldPass();
        var dense = new FileInfo(_project.PathOf("Models/net.onnx")).Length;
        var pruned = File.ReadAllBytes(_project.PathOf("bin/Debug/net10.0/Models/net.onnx"));
        Assert.InRange(pruned.Length, 1, dense * 0.6);
        Assert.NotNull(OnnxReader.Read(_project.PathOf("bin/Debug/net10.0/Models/net.onnx")));
        Assert.Contains("parameters", passed.Output, StringComparison.Ordinal);

        var error = Policy("1%").Build("--no-restore").OnlyError("POB4009");
        Assert.Equal((_project.PathOf("prune.yaml"), 8), (error.File, error.LineNumber));
        Assert.Equal(pruned, File.ReadAllBytes(_project.PathOf("bin/Debug/net10.0/Models/net.onnx")));
        Assert.True(File.Exists(_project.InWorkFolder("net", "report.md")));

        Policy("60%").Build("--no-restore").ShouldPass();
        Assert.Empty(_project.Build("--no-restore").ShouldPass().OwnTasks);
    }

    [Fact]
    public void WritesTheLock_IsInvisible_AndAppliesItElsewhere()
    {
        Policy("60%").Build("-p:PruneOnBuildLock=update").ShouldPass();
        var (searched, written) = (Pruned(), _project.Read("prune.lock"));
        Assert.Empty(_project.Build("--no-restore", "-p:PruneOnBuildLock=update").ShouldPass().OwnTasks);

        // Elsewhere: nothing is left but what is committed.
        _project.Run("clean").ShouldPass();
        Directory.Delete(_project.PathOf("obj"), recursive: true);
        var applied = _project.Build("-p:PruneOnBuildLock=require").ShouldPass();
        Assert.Contains("applying prune.lock", applied.Output, StringComparison.Ordinal);
        Assert.Empty(applied.Warnings);
        Assert.Equal(searched, Pruned());
        Assert.Equal(written, _project.Read("prune.lock"));

        File.Delete(_project.PathOf("prune.lock"));
        var error = _project.Build("--no-restore", "-p:PruneOnBuildLock=require").OnlyError("POB1964");
        Assert.Equal((_project.PathOf("prune.yaml"), 5), (error.File, error.LineNumber));

        byte[] Pruned() => File.ReadAllBytes(_project.PathOf("bin/Debug/net10.0/Models/net.onnx"));
    }

    [Fact]
    public void ExplainPruneModels_SaysWhyABuildRunsAgain_AndRunsNothing()
    {
        Policy("60%").Build().ShouldPass();
        var idle = Explain();
        Assert.Contains("  build     a build has nothing to do", idle, StringComparison.Ordinal);

        File.SetLastWriteTimeUtc(_project.PathOf("Models/net.onnx"), DateTime.UtcNow.AddMinutes(1));
        var touched = Explain();
        Assert.Contains("newer than what it made last: Models/net.onnx", touched, StringComparison.Ordinal);
        Assert.Contains("  pruned    stored", touched, StringComparison.Ordinal);
        Assert.Contains("size.maxShare, line 8: at most 60.00 % of dense; last ", touched, StringComparison.Ordinal);
        Assert.Contains(
            "no plan: error POB1964", Explain("-p:PruneOnBuildLock=require"), StringComparison.Ordinal);

        string Explain(params string[] more)
        {
            var run = _project.Run("build", ["--no-restore", "-t:ExplainPruneModels", .. more]).ShouldPass();
            Assert.Empty(run.OwnTasks);
            return run.Output;
        }
    }

    private ThrowawayProject Policy(string maxShare) => _project.Policy(
        "version: 1",
        "targets:",
        "  here: { hardware: cpu, threads: 1 }",
        "models:",
        "  - path: Models/net.onnx",
        "    target: here",
        "    prune: { goal: { ratio: 0.5 }, criterion: l2 }",
        $"    gates: {{ size: {{ maxShare: {maxShare} }} }}");
}
