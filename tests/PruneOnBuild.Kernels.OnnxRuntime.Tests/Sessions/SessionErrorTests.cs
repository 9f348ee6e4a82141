using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Onnx;

namespace PruneOnBuild.Kernels.OnnxRuntime.Tests.Sessions;

public class SessionErrorTests
{
    private static readonly float[] s_image = new float[4 * 6 * 6];

    [Theory]
    [InlineData(0, "they do not begin as packed weights do")]
    [InlineData(4, "version")]
    [InlineData(40, "their checksum is wrong")]
    public void DamagedWeights_AreAnErrorOfTheSession_ThatNamesTheNode(int at, string words)
    {
        var error = Refused(model => ChangeWeights(model, bytes => bytes[at] ^= 0x55));

        Assert.Contains("SparseConv 'conv': The packed weights are damaged: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CutWeights_AreAnErrorOfTheSession()
    {
        var error = Refused(model =>
        {
            var weights = Weights(model);
            weights.RawData = ByteString.CopyFrom(weights.RawData.Span[..^1]);
            weights.Dims[0]--;
        });
        Assert.Contains("The packed weights are damaged: they should be", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WeightsThatACallerFeeds_AreAnErrorOfTheSession()
    {
        var error = Refused(model =>
        {
            var weights = Weights(model);
            model.Graph.Initializer.Remove(weights);
            model.Graph.Input.Add(new ValueInfoProto
            {
                Name = weights.Name,
                Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = weights.DataType, Shape = new TensorShapeProto() } },
            });
        });
        Assert.Contains("the packed weights must be a constant of the model", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AttributesThatContradictTheWeights_AreErrorsOfTheSession()
    {
        Assert.Contains("says 5", Refused(model => Conv(model).SetInt("outputs", 5)).Message, StringComparison.Ordinal);
        Assert.Contains("into 3 groups", Refused(model => Conv(model).SetInt("group", 3)).Message, StringComparison.Ordinal);
        Assert.Contains("strides has 3 numbers", Refused(model => Conv(model).SetInts("strides", [1, 1, 1])).Message, StringComparison.Ordinal);
        Assert.Contains("of 0", Refused(model => Conv(model).SetInts("strides", [0, 1])).Message, StringComparison.Ordinal);
        Assert.Contains("kernel_shape is missing", Refused(model => Conv(model).Remove("kernel_shape")).Message, StringComparison.Ordinal);
        Assert.Contains("kernel of 5 x 1", Refused(model => Conv(model).SetInts("kernel_shape", [5, 1])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ABiasOfAnotherSize_IsAnErrorOfTheSession() =>
        Assert.Contains("the bias has 3 numbers for 4 outputs",
            Refused(model => Conv(model).Input[2] = model.Graph.Node.Single(node => node.OpType == SparseOperators.MatMul).Input[2]).Message, StringComparison.Ordinal);

    [Fact]
    public void AnInputOfAnotherShape_IsAnErrorOfTheRun_AndTheSessionGoesOn()
    {
        using var session = SparseSession.Open(Undeclared());

        var channels = Assert.Throws<OnnxRuntimeException>(() => SparseSession.Run(session, ("x", new float[3 * 36], [1, 3, 6, 6])));
        var axes = Assert.Throws<OnnxRuntimeException>(() => SparseSession.Run(session, ("x", new float[24], [4, 6])));

        Assert.Contains("X has the shape [1,3,6,6], and the weights are for 4 channels", channels.Message, StringComparison.Ordinal);
        Assert.Contains("conv", channels.Message, StringComparison.Ordinal);
        Assert.Contains("X has the shape [4,6]", axes.Message, StringComparison.Ordinal);
        Assert.Equal(3, SparseSession.Run(session, ("x", s_image, [1, 4, 6, 6])).Length);
    }

    [Fact]
    public void AResidualOfAnotherShape_IsAnErrorOfTheRun()
    {
        using var session = SparseSession.Open(Undeclared(model =>
        {
            model.Graph.Input.Add(new ValueInfoProto { Name = "r", Type = model.Graph.Input[0].Type.Clone() });
            Conv(model).Input[3] = "r";
        }));

        var error = Assert.Throws<OnnxRuntimeException>(() =>
            SparseSession.Run(session, ("x", s_image, [1, 4, 6, 6]), ("r", s_image, [1, 4, 4, 9])));

        Assert.Contains("the residual has the shape [1,4,4,9] and the output [1,4,6,6]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnImageSmallerThanTheKernel_IsAnErrorOfTheRun()
    {
        using var session = SparseSession.Open(Undeclared(model =>
        {
            Conv(model).SetInts("pads", [0, 0, 0, 0]);
            Conv(model).Input.RemoveAt(3);
        }));

        var error = Assert.Throws<OnnxRuntimeException>(() => SparseSession.Run(session, ("x", new float[4 * 2 * 6], [1, 4, 2, 6])));

        Assert.Contains("smaller than the kernel", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnEmptyBatch_IsNoError()
    {
        using var session = SparseSession.Open(TinySparse.Sparse);
        Assert.Empty(SparseSession.Run(session, ("x", [], [0, 4, 6, 6])));
    }

    private static OnnxRuntimeException Refused(Action<ModelProto> change)
    {
        var model = TinySparse.Sparse.Proto.Clone();
        change(model);
        return Assert.Throws<OnnxRuntimeException>(() => SparseSession.Open(new ModelGraph(model, "changed.onnx")).Dispose());
    }

    /// <summary>Without declared shapes, so that the runtime lets every shape come through.</summary>
    private static ModelGraph Undeclared(Action<ModelProto>? change = null)
    {
        var model = TinySparse.Sparse.Proto.Clone();
        model.Graph.ValueInfo.Clear();
        foreach (var value in model.Graph.Input.Concat(model.Graph.Output))
            value.Type.TensorType.Shape = null;
        change?.Invoke(model);
        return new ModelGraph(model, "undeclared.onnx");
    }

    private static NodeProto Conv(ModelProto model) => model.Graph.Node.Single(node => node.OpType == SparseOperators.Conv);

    private static TensorProto Weights(ModelProto model) => model.Graph.Initializer.Single(tensor => tensor.Name == Conv(model).Input[1]);

    private static void ChangeWeights(ModelProto model, Action<byte[]> change)
    {
        var bytes = Weights(model).RawData.ToByteArray();
        change(bytes);
        Weights(model).RawData = ByteString.CopyFrom(bytes);
    }
}
