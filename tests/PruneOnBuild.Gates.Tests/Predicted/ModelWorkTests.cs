using PruneOnBuild.Gates.Predicted;
using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Tensors;
using PruneOnBuild.Policy.Capabilities;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Gates.Tests.Predicted;

public class ModelWorkTests
{
    private static readonly Dictionary<string, long[]> s_image = new() { ["x"] = [1, 3, 8, 8] };

    [Fact]
    public void EachLayerIsCountedForTheSampleThatIsFed()
    {
        var model = TinyModel.Input("x", -1, 3, -1, -1).Conv("conv", 4).Relu().GlobalAveragePool().Flatten().Gemm("fc", 5).Output("y");

        var work = ModelWork.Of(model, s_image);

        Assert.Equal([("conv", "Conv"), ("fc", "Gemm")], work.Select(layer => (layer.Node, layer.Operator)));
        Assert.Equal([4 * 3 * 9 * 64, 4 * 5], work.Select(layer => layer.MultiplyAdds));
        Assert.Equal([4 * 3 * 9 * 4, 4 * 5 * 4], work.Select(layer => layer.WeightBytes));
        Assert.Equal([4 * ((3 * 64) + (4 * 64)), 4 * (4 + 5)], work.Select(layer => layer.ActivationBytes));
        Assert.All(work, layer => Assert.Equal((1, false, WeightType.Fp32, true), (layer.NonZeroWeights, layer.IsTwoOfFour, layer.Type!.Value, layer.IsExact)));
        Assert.Equal((4 * 3 * 9 * 64) + (4 * 5), WorkMeasurement.MultiplyAdds(work));
    }

    [Fact]
    public void SizesThatNobodyKnows_MakeNoCount()
    {
        var model = TinyModel.Input("x", -1, 3, -1, -1).Conv("conv", 4).Relu().GlobalAveragePool().Flatten().Gemm("fc", 5).Output("y");

        var work = ModelWork.Of(model, new Dictionary<string, long[]>());

        Assert.Contains(work, layer => !layer.IsExact);
        Assert.Null(WorkMeasurement.MultiplyAdds(work));
        Assert.Null(WorkMeasurement.MultiplyAdds([]));
    }

    [Theory]
    [InlineData(0, 1, 0.5, true)]
    [InlineData(1, 3, 0.5, true)]
    // Half of the weights are zero, but three of one group stay.
    [InlineData(0, 4, 0.5, false)]
    public void TwoOfFour_IsSeenAlongTheInputChannels(int first, int second, double nonZeros, bool isTwoOfFour)
    {
        var model = TinyModel.Input("x", 1, 8).Gemm("fc", 3).Output("y");
        var weight = model.Graph.Initializer.Single(tensor => tensor.Dims.Count == 2);
        int[] zeros = second == 4 ? [0, 4, 5, 6] : [first, second, first + 4, second + 4];
        ZeroInputs(weight, zeros);

        var layer = Assert.Single(ModelWork.Of(new ModelGraph(model.Proto, "m.onnx"), new Dictionary<string, long[]> { ["x"] = [1, 8] }));

        Assert.Equal((nonZeros, isTwoOfFour), (layer.NonZeroWeights, layer.IsTwoOfFour));
    }

    // Gemm's weight is [8 inputs, 3 outputs] or, transposed, [3, 8].
    private static void ZeroInputs(TensorProto weight, int[] inputs)
    {
        var values = TensorReader.Floats(weight);
        for (var i = 0; i < values.Length; i++)
        {
            var input = weight.Dims[0] == 8 ? i / 3 : i % 8;
            values[i] = inputs.Contains(input) ? 0 : 1;
        }

        weight.FloatData.Clear();
        weight.RawData = Google.Protobuf.ByteString.CopyFrom(System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan()));
    }
}
