using PruneOnBuild.Graph;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Pruning.Swaps;
using PruneOnBuild.Runtime;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Pruning.Tests.Swaps;

public class HotLayerTests
{
    private static readonly IReadOnlyDictionary<string, Tensor> s_sample =
        RandomInputs.For([new TensorSpec("x", Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Float, [1, 3, 8, 8], ["", "", "", ""])], seed: 1);

    [Theory]
    [InlineData("sparsity: 0.75")]
    [InlineData("flops: 0.25")]
    public void WhereTheHottestLayerIsFaster_NothingIsSaid(string goal)
    {
        var told = new List<string>();

        Assert.Null(Doubt(goal, sparseMs: 1, told));
        Assert.Contains("layer conv2, the one with the most work: 2.00x on sparse kernels with 75 % zeros", told);
    }

    [Fact]
    public void WhereItIsNot_ThatIsAWarningWithBothTimes()
    {
        var doubt = Doubt("sparsity: 0.75", sparseMs: 2.5, []);

        Assert.Equal(("POB3021", Severity.Warning), (doubt!.Code, doubt.Severity));
        Assert.Contains("layer 'conv2', which has the most work, takes 2.5 ms on sparse kernels with 75 % zeros and 2 ms on dense ones", doubt.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OfLayersWithEquallyMuchWork_OneThatIsFasterIsEnough()
    {
        var told = new List<string>();

        Assert.Null(Doubt("sparsity: 0.75", [2.5, 1], told));
        Assert.Equal(2, told.Count(line => line.Contains("the one with the most work", StringComparison.Ordinal)));
    }

    private static Diagnostic? Doubt(string goal, double sparseMs, List<string> told) => Doubt(goal, [sparseMs], told);

    /// <param name="sparseMs">Of conv2, then of as many layers like it.</param>
    private static Diagnostic? Doubt(string goal, double[] sparseMs, List<string> told)
    {
        using var folder = new TemporaryFolder();
        var policy = PolicyReader.Read(folder.Write("prune.yaml", $$"""
            version: 1
            targets: { edge: { hardware: sparse, provider: sparse-cpu } }
            models: [ { path: net.onnx, target: edge, prune: { goal: { {{goal}} }, criterion: obs }, data: { calibration: x.npz } } ]

            """)).Policy;
        var model = TinyModel.Input("x", 1, 3, 8, 8).Conv("conv1", 8).Relu();
        for (int i = 0; i < sparseMs.Length; i++)
            model = model.Conv($"conv{i + 2}", 8).Relu();
        var whole = model.GlobalAveragePool().Flatten().Gemm("fc", 4).Output("y");
        return HotLayer.Doubt(whole, policy.Models[0], policy.TargetOf(policy.Models[0]), s_sample, new Times(sparseMs), new Told(told));
    }

    private sealed class Told(List<string> lines) : IProgress<string>
    {
        public void Report(string value) => lines.Add(value);
    }

    private sealed class Times(double[] sparseMs) : ISwapTimer
    {
        private int _asked;

        public double LayerMs(ModelGraph layer, IReadOnlyDictionary<string, Tensor> feeds) =>
            layer.Nodes.Any(node => node.Domain == "pruneonbuild") ? sparseMs[_asked++] : 2;

        public IReadOnlyList<double> WholeMs(IReadOnlyList<ModelGraph> models) => throw new InvalidOperationException("Only layers are timed.");
    }
}
