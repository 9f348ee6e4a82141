using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Tensors;
using DataType = PruneOnBuild.Graph.Onnx.TensorProto.Types.DataType;

namespace PruneOnBuild.Graph.Tests.Tensors;

public class TensorReaderTests
{
    [Fact]
    public void EveryTypeAndForm_ReadsAsTheSameFloats()
    {
        foreach (var tensor in TensorForms.FloatingNumbers().Concat(TensorForms.WholeNumbers()))
            Assert.Equal([0f, 1, 2, 3, 4, 5, 6, 7], TensorReader.Floats(tensor));
    }

    [Fact]
    public void EveryIntegerTypeAndForm_ReadsAsTheSameLongs()
    {
        foreach (var tensor in TensorForms.WholeNumbers())
            Assert.Equal([0L, 1, 2, 3, 4, 5, 6, 7], TensorReader.Longs(tensor));
    }

    [Fact]
    public void NegativeNumbers_KeepTheirSign()
    {
        var int8 = new TensorProto { DataType = (int)DataType.Int8, Dims = { 2 }, Int32Data = { -1, -128 } };
        var int4 = new TensorProto { DataType = (int)DataType.Int4, Dims = { 3 }, Int32Data = { 0x8F, 0x07 } };
        var int2 = new TensorProto { DataType = (int)DataType.Int2, Dims = { 4 }, Int32Data = { 0b11_10_01_00 } };

        Assert.Equal([-1L, -128], TensorReader.Longs(int8));
        Assert.Equal([-1L, -8, 7], TensorReader.Longs(int4));
        Assert.Equal([0L, 1, -2, -1], TensorReader.Longs(int2));
    }

    [Fact]
    public void EmptyRawDataBesideNumbers_IsIgnored()
    {
        var tensor = new TensorProto { DataType = (int)DataType.Float, Dims = { 1 }, FloatData = { 5 }, RawData = Google.Protobuf.ByteString.Empty };

        Assert.Equal([5f], TensorReader.Floats(tensor));
    }

    [Fact]
    public void TypesThatAreNoNumbers_AreRefused()
    {
        var text = new TensorProto { DataType = (int)DataType.String };
        var tiny = new TensorProto { DataType = (int)DataType.Float8E4M3Fn, Dims = { 1 }, Int32Data = { 1 } };

        Assert.Throws<InvalidOperationException>(() => TensorReader.Floats(text));
        Assert.Throws<InvalidOperationException>(() => TensorReader.Floats(tiny));
        Assert.Throws<InvalidOperationException>(() => TensorReader.Longs(TensorForms.FloatingNumbers().First()));
    }
}
