using PruneOnBuild.Graph;
using PruneOnBuild.Policy;
using PruneOnBuild.Pruning.Calibration;
using PruneOnBuild.Testing;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Pruning.Tests.Calibration;

/// <summary>A model that only names a class is judged by the scores that it chose by.</summary>
public sealed class TellingValuesTests
{
    [Fact]
    public void RealOutputs_TellOfThemselves()
    {
        var model = TinyModel.Input("x", -1, 12).Gemm("fc1", 8).Relu().AlsoOutput("features").Gemm("fc2", 4).Softmax().Output("y");

        Assert.Equal(model.Outputs.Select(output => output.Name), TellingValues.Of(model));
    }

    [Fact]
    public void ClassThatIsNamed_IsToldByItsScores_AndNotByTheBestOfThem()
    {
        var model = Classifier();
        var scores = model.Nodes.Single(node => node.OpType == "Softmax").Output[0];

        Assert.Equal([scores], TellingValues.Of(model));
    }

    [Fact]
    public void RecoveryOfSuchAModel_Helps()
    {
        var (model, samples) = (Classifier(), RandomSamples.Of(200, 12));
        var loss = new OutputLoss(model, CalibrationSamples.Of(samples));
        double Loss(Policy.Recovery recovery) => loss.Of(Prune.Calibrated(model, new Goal(GoalKind.Flops, 0.5), samples, Criterion.L2, recovery).Pruned);
        var (cut, repaired) = (Loss(Policy.Recovery.None), Loss(Policy.Recovery.LeastSquares));

        Assert.True(repaired < cut, $"{cut:g4} -> {repaired:g4}");
    }

    /// <summary>The best class, or class 0 where the best score is below a threshold.</summary>
    private static ModelGraph Classifier()
    {
        var tiny = TinyModel.Input("x", -1, 12).Gemm("fc1", 16).Relu().Gemm("fc2", 4).Softmax();
        var scores = tiny.Current;
        var proto = tiny.Longs("nobody", 0).Weight("threshold", [1], 0.1f)
            .Node("ArgMax", [scores], ["class"], ("axis", 1), ("keepdims", 0)).Node("ReduceMax", [scores], ["best"], ("axes", new long[] { 1 }), ("keepdims", 0))
            .Node("Less", ["best", "threshold"], ["unsure"]).Node("Where", ["unsure", "nobody", "class"], ["chosen"]).Shaped(-1)
            .Output("y").Proto.Clone();
        proto.Graph.Output[0].Type.TensorType.ElemType = (int)DataType.Int64;
        return new ModelGraph(proto, "tiny.onnx");
    }
}
