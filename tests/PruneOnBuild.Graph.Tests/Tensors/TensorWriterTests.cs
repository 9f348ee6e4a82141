using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Tensors;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Graph.Tests.Tensors;

public class TensorWriterTests
{
    [Fact]
    public void WritingWhatWasRead_GivesTheTensorBack_InEveryTypeAndForm()
    {
        foreach (var tensor in TensorForms.FloatingNumbers().Concat(TensorForms.WholeNumbers()))
            Assert.Equal(tensor, TensorWriter.WithFloats(tensor, [2, 4], TensorReader.Floats(tensor)));
        foreach (var tensor in TensorForms.WholeNumbers())
            Assert.Equal(tensor, TensorWriter.WithLongs(tensor, [2, 4], TensorReader.Longs(tensor)));
    }

    [Fact]
    public void NewNumbers_KeepFormNameAndDocumentation_AndLeaveTheTemplateAlone()
    {
        foreach (var tensor in TensorForms.FloatingNumbers().Select(TensorFormsOrExternal).Concat(TensorForms.FloatingNumbers()))
        {
            var before = tensor.Clone();
            var written = TensorWriter.WithFloats(tensor, [3], [1.5f, -2, 0]);

            Assert.Equal([1.5f, -2, 0], TensorReader.Floats(written));
            Assert.Equal([3L], written.Dims);
            Assert.Equal((tensor.Name, "kept", tensor.DataType, tensor.HasRawData, tensor.DataLocation),
                (written.Name, written.DocString, written.DataType, written.HasRawData, written.DataLocation));
            Assert.Equal(before, tensor);
        }

        static TensorProto TensorFormsOrExternal(TensorProto tensor) => tensor.HasRawData ? TensorForms.External(tensor) : tensor;
    }

    [Theory]
    [InlineData(DataType.Float16, 1e6f, 65504f)]
    [InlineData(DataType.Float16, -1e6f, -65504f)]
    [InlineData(DataType.Bfloat16, 3.4028235e38f, 3.3895314e38f)]
    [InlineData(DataType.Int8, 200f, 127f)]
    [InlineData(DataType.Uint8, -3f, 0f)]
    [InlineData(DataType.Int4, -20f, -8f)]
    [InlineData(DataType.Uint4, 20f, 15f)]
    [InlineData(DataType.Uint2, 9f, 3f)]
    public void ValueBeyondTheRange_BecomesTheNearestEnd(DataType type, float value, float end)
    {
        var template = TensorForms.Typed(type, _ => { });

        Assert.Equal([end], TensorReader.Floats(TensorWriter.WithFloats(template, [1], [value])));
    }

    [Fact]
    public void Bfloat16_RoundsToNearest_TiesToEven()
    {
        var template = TensorForms.Typed(DataType.Bfloat16, _ => { });
        // 1 + 2^-8 lies between 1 and 1 + 2^-7: the even one is 1. 1 + 3 * 2^-8 lies between odd 1 + 2^-7 and even 1 + 2^-6.
        float[] values = [1 + 1f / 256, 1 + 3f / 256, 1 + 1.01f / 256, float.NaN, float.NegativeInfinity];

        Assert.Equal([1f, 1 + 1f / 64, 1 + 1f / 128, float.NaN, float.NegativeInfinity],
            TensorReader.Floats(TensorWriter.WithFloats(template, [5], values)));
    }

    [Fact]
    public void HalvesAsIntegers_RoundToEven()
    {
        var template = TensorForms.Typed(DataType.Int32, _ => { });

        Assert.Equal([0L, 2, 2, -2], TensorReader.Longs(TensorWriter.WithFloats(template, [4], [0.5f, 1.5f, 2.5f, -1.5f])));
    }

    [Fact]
    public void DimensionsThatDoNotFitTheValues_AreRefused() =>
        Assert.Throws<ArgumentException>(() => TensorWriter.Create("w", [2, 2], new float[] { 1, 2, 3 }));
}
