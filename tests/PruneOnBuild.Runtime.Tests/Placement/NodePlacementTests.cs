using PruneOnBuild.Graph;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Runtime.Placement;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Runtime.Tests.Placement;

public sealed class NodePlacementTests : IDisposable
{
    private static readonly SessionSettings s_webgpu = new(Provider: "webgpu") { ProviderLocation = new SourceLocation("prune.yaml", 3, 36) };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void OnTheCpu_EveryNodeIsThere_UnderItsOperator_Once()
    {
        OnnxWriter.Write(TinyModel.Input("x", 1, 4).Gemm("fc1", 8).Sigmoid().Gemm("fc2", 2).Output("y"), _folder.File("m.onnx"));
        var settings = new SessionSettings(Threads: 1, Optimize: false);

        var nodes = NodePlacement.Of(_folder.File("m.onnx"), settings, new Dictionary<string, Tensor> { ["x"] = Tensor.Of(new float[4], 1, 4) });

        Assert.Equal([("fc1", "Gemm"), ("fc2", "Gemm")], nodes.Where(node => node.Operator == "Gemm").Select(node => (node.Name, node.Operator)));
        Assert.Equal(["Gemm", "Sigmoid", "Gemm"], nodes.Select(node => node.Operator));
        Assert.All(nodes, node => Assert.Equal("cpu", node.Provider));
        NodePlacement.RefuseFallback(nodes, settings);
    }

    [Fact]
    public void NoNodeOnTheProvider_IsRefused_AtItsPlace()
    {
        var fault = Assert.Throws<PruneOnBuildException>(() => NodePlacement.RefuseFallback([new("a", "Conv", "cpu"), new("b", "Loop", "cpu")], s_webgpu));
        Assert.Equal(("POB5170", new SourceLocation("prune.yaml", 3, 36)), (fault.Diagnostics[0].Code, fault.Diagnostics[0].Location));
        Assert.Contains("none of the 2 nodes of the model: all run on cpu", fault.Diagnostics[0].Message, StringComparison.Ordinal);
        Assert.Contains("(Conv, Loop)", fault.Diagnostics[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OneNodeOnTheProvider_IsEnoughToMeasureIt() =>
        NodePlacement.RefuseFallback([new("a", "Conv", "webgpu"), new("b", "Loop", "cpu")], s_webgpu);

    [Theory]
    [InlineData("CPUExecutionProvider", "cpu")]
    [InlineData("WebGpuExecutionProvider", "webgpu")]
    [InlineData("DmlExecutionProvider", "directml")]
    [InlineData("MIGraphXExecutionProvider", "migraphx")]
    [InlineData("QNNExecutionProvider", "qnn")]
    public void ProvidersAreNamed_AsInPruneYaml(string runtime, string word) => Assert.Equal(word, ExecutionProviders.Word(runtime));
}
