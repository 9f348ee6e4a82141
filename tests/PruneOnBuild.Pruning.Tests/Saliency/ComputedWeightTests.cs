using PruneOnBuild.Graph;
using PruneOnBuild.Policy;
using PruneOnBuild.Testing;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Pruning.Tests.Saliency;

/// <summary>Weights that a model computes from stored numbers are judged by the numbers that come out.</summary>
public sealed class ComputedWeightTests
{
    /// <summary>Channels whose real weights are tiny.</summary>
    private static readonly int[] s_tiny = [1, 2, 4, 7];

    [Theory]
    [InlineData("Identity")]
    [InlineData("Transpose")]
    [InlineData("DequantizeLinear")]
    public void ChannelsOfTinyWeights_GoFirst(string computedBy)
    {
        var result = Prune.Structured(Chain(computedBy), new Goal(GoalKind.Ratio, 0.5), criterion: Criterion.L1);

        var group = Assert.Single(result.Plan.Groups);
        Assert.Equal<int>([0, 3, 5, 6], group.Kept);
    }

    /// <summary>x [2, 3] times the computed weight [3, 8], times another.</summary>
    private static ModelGraph Chain(string computedBy)
    {
        var model = TinyModel.Input("x", 2, 3);
        _ = computedBy switch
        {
            "Identity" => model.Weight("stored", [3, 8], ByColumn(Size)).Node("Identity", "compute", ["stored"], ["w"]),
            "Transpose" => model.Weight("stored", [8, 3], ByRow(Size)).Node("Transpose", "compute", ["stored"], ["w"], ("perm", new long[] { 1, 0 })),

            // What is stored is largest where its scale is tiny: only the product tells.
            _ => model.Whole("stored", DataType.Int8, [3, 8], ByColumn(channel => s_tiny.Contains(channel) ? 100 : 50))
                .Weight("scales", [8], [.. Enumerable.Range(0, 8).Select(channel => s_tiny.Contains(channel) ? 0.0001f : 0.02f)])
                .Node("DequantizeLinear", "compute", ["stored", "scales"], ["w"], ("axis", 1)),
        };
        return model.From("x").Node("MatMul", "first", ["x", "w"], ["first.out"]).Shaped(2, 8).Relu().MatMul("second", 4).Output("y");
    }

    private static float Size(int channel) => s_tiny.Contains(channel) ? 0.01f : 1;

    private static float[] ByColumn(Func<int, float> size) => [.. Enumerable.Range(0, 24).Select(i => size(i % 8))];

    private static float[] ByRow(Func<int, float> size) => [.. Enumerable.Range(0, 24).Select(i => size(i / 3))];
}
