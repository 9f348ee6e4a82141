using PruneOnBuild.Graph;
using PruneOnBuild.Pruning;

namespace PruneOnBuild.Cli.Tests;

/// <summary>A target with <c>provider: sparse-cpu</c>, the whole way with the real pruner and the real kernels.</summary>
public sealed class SparseKernelsTests : IDisposable
{
    private readonly Workspace _work = new();

    public SparseKernelsTests() => _work.Write("prune.yaml", """
        version: 1
        targets:
          here: { hardware: sparse, threads: 1, provider: sparse-cpu }
        models:
          - path: Models/net.onnx
            target: here
            prune: { goal: { sparsity: 0.6 }, criterion: l2 }

        """);

    public void Dispose() => _work.Dispose();

    [Fact]
    public void TheReportSaysWhichLayersRunWhere()
    {
        var run = Prune("out1", "update");

        Assert.Equal(ExitCode.Passed, run.ExitCode);
        Assert.Contains("timing 3 layers on sparse kernels", run.Text, StringComparison.Ordinal);
        Assert.Contains("sparse ms", run.Text, StringComparison.Ordinal);
        Assert.Contains("\"kernels\": {", File.ReadAllText(_work["out1/report.json"]), StringComparison.Ordinal);
    }

    [Fact]
    public void LayersThatTheLockNames_RunOnSparseKernels_WithoutTiming()
    {
        Prune("out1", "update");
        SetSparse("\"conv2\", \"fc\"");

        var run = Prune("out2", "require");

        Assert.Equal(ExitCode.Passed, run.ExitCode);
        Assert.DoesNotContain("on sparse kernels\n", run.Text.Replace("layers run on sparse kernels", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("2 of 2 layers run on sparse kernels, as the lock has them", run.Text, StringComparison.Ordinal);
        Assert.Equal(
            ["Conv", "SparseConv", "SparseMatMul"],
            OnnxReader.Read(_work["out2/net.onnx"]).Nodes.Select(node => node.OpType).Where(type => type is "Conv" or "Gemm" or "SparseConv" or "SparseMatMul"));

        Assert.Equal(ExitCode.Passed, Prune("out3", "require").ExitCode);
        Assert.Equal(File.ReadAllBytes(_work["out2/net.onnx"]), File.ReadAllBytes(_work["out3/net.onnx"]));
    }

    [Fact]
    public void LayerThatTheModelHasNot_IsAnError()
    {
        Prune("out1", "update");
        SetSparse("\"conv9\"");

        string error = Assert.Single(Prune("out2", "require").Errors);

        Assert.Contains("prune.lock : error POB1969: ", error, StringComparison.Ordinal);
        Assert.Contains("'conv9'", error, StringComparison.Ordinal);
    }

    private void SetSparse(string nodes)
    {
        string text = File.ReadAllText(_work["prune.lock"]);
        int start = text.IndexOf("\"sparse\": [", StringComparison.Ordinal), end = text.IndexOf(']', start);
        _work.Write("prune.lock", $"{text[..start]}\"sparse\": [{nodes}{text[end..]}");
    }

    /// <summary>Each run with a cache of its own.</summary>
    private RunResult Prune(string output, string mode)
    {
        using var text = new StringWriter { NewLine = "\n" };
        string[] arguments = ["prune", "--policy", _work["prune.yaml"], "--model", _work["Models/net.onnx"], "--output", _work[output], "--lock", mode];
        return new RunResult((ExitCode)Program.Run(arguments, text, colour: false, new Pruner(), _work.Meters), text.ToString());
    }
}
