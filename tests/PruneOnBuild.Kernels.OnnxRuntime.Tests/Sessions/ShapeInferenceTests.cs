using Microsoft.ML.OnnxRuntime;
using PruneOnBuild.Graph;
using PruneOnBuild.Pruning.Swaps;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Kernels.OnnxRuntime.Tests.Sessions;

public class ShapeInferenceTests
{
    [Fact]
    public void ConvolutionsWithoutDeclaredShapes_HaveTheirs() =>
        Assert.Equal([-1, 8, 3, 4], Inferred(TinyModel.Input("x", -1, 4, 6, 7).Conv("layer", 8, stride: 2).Output("y")));

    [Fact]
    public void ConvolutionsOfOneAxis_HaveTheirs() =>
        Assert.Equal([2, 8, 4], Inferred(TinyModel.Input("x", 2, 4, 7).Conv("layer", 8, stride: 2).Output("y")));

    [Fact]
    public void PooledConvolutions_HaveTheirs() =>
        Assert.Equal([-1, 8, 2, 1], Inferred(TinyModel.Input("x", -1, 4, 9, 7).Conv("layer", 8, stride: 2).MaxPool(kernel: 3).Output("y")));

    [Fact]
    public void Products_HaveTheirs() => Assert.Equal([-1, 5, 3], Inferred(TinyModel.Input("x", -1, 5, 4).MatMul("layer", 3).Output("y")));

    [Fact]
    public void SizesThatOnlyARunTells_StayUnknown()
    {
        var model = TinyModel.Input("x", 1, 4, -1, -1).Conv("layer", 8, stride: 2).Output("y");
        Assert.All(Inferred(model), dim => Assert.Equal(-1, dim));
        var swapped = SparseRewrite.Swap(model, [new("layer")]);
        using var session = SparseSession.Open(swapped);
        Assert.Equal(8 * 3 * 5, SparseSession.Run(session, ("x", new float[4 * 5 * 9], [1, 4, 5, 9])).Length);
    }

    // A LayerNormalization in parts over axis 2 becomes one only where the runtime knows that this is the last.
    [Fact]
    public void FusionsBehindASparseNode_AreKept()
    {
        var model = TinyModel.Input("x", 2, 5, 8).MatMul("layer", 16).As("p")
            .Node("ReduceMean", ["p"], ["mean"], ("axes", new long[] { 2 })).From("p").Sub("mean", "centre").As("c")
            .Weight("two", [], 2).Weight("epsilon", [], 1e-5f).Weight("scale", [16]).Weight("shift", [16])
            .Node("Pow", ["c", "two"], ["squares"]).Node("ReduceMean", ["squares"], ["variance"], ("axes", new long[] { 2 }))
            .Node("Add", ["variance", "epsilon"], ["safe"]).Node("Sqrt", ["safe"], ["deviation"])
            .From("c").Node("Div", ["c", "deviation"], ["normal"]).Node("Mul", ["normal", "scale"], ["scaled"])
            .Node("Add", ["scaled", "shift"], ["shifted"]).Shaped(2, 5, 16).Output("y");
        var swapped = SparseRewrite.Swap(model, [new("layer")]);
        var undeclared = swapped.Proto.Clone();
        undeclared.Graph.ValueInfo.Clear();

        Assert.Contains("LayerNormalization", Optimized(swapped), StringComparison.Ordinal);
        Assert.Contains("LayerNormalization", Optimized(new ModelGraph(undeclared, "m")), StringComparison.Ordinal);
        Close.To(SparseSession.RunOnce(model), SparseSession.RunOnce(swapped), "fused");
    }

    /// <summary>The output's shape as the runtime infers it from the swapped model, in which nothing but the input is declared.</summary>
    private static int[] Inferred(ModelGraph dense)
    {
        var model = SparseRewrite.Swap(dense, [new("layer")]).Proto.Clone();
        model.Graph.ValueInfo.Clear();
        model.Graph.Output[0].Type.TensorType.Shape = null;
        using var session = SparseSession.Open(new ModelGraph(model, "m"));
        return session.OutputMetadata["y"].Dimensions;
    }

    private static string Optimized(ModelGraph model)
    {
        using var folder = new TemporaryFolder();
        using var options = new SessionOptions { OptimizedModelFilePath = folder.File("optimized.onnx"), LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        using (new InferenceSession(OnnxWriter.ToBytes(model.Proto, model.Path), options.AddPruneOnBuildSparseKernels()))
        {
            return string.Join(' ', OnnxReader.Read(folder.File("optimized.onnx")).Graph.Node.Select(node => node.OpType));
        }
    }
}
