using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace PruneOnBuild.Runtime.Tests;

public class TensorTests
{
    [Fact]
    public void Repeated_TilesTheFirstAxis()
    {
        var batch = Tensor.Of([1f, 2, 3], 1, 3).Repeated(2);
        Assert.Equal("float32[2,3]", batch.ToString());
        Assert.Equal([1f, 2, 3, 1, 2, 3], batch.Values<float>().ToArray());
        Assert.Throws<ArgumentException>(() => batch.Repeated(2));
    }

    [Fact]
    public void Refuses_DimensionsThatTheValuesDoNotFill() => Assert.Throws<ArgumentException>(() => Tensor.Of([1f, 2f], 3));

    [Fact]
    public void Refuses_ElementsThatNoTensorHolds() => Assert.Throws<ArgumentException>(() => Tensor.Of([1m], 1));

    [Fact]
    public void Floats_OfEveryNumberType()
    {
        Tensor[] tensors =
        [
            Tensor.Of([2f], 1), Tensor.Of([2.0], 1), Tensor.Of([(Half)2], 1), Tensor.Of([(BFloat16)2f], 1), Tensor.Of([(byte)2], 1),
            Tensor.Of([(sbyte)2], 1), Tensor.Of([(ushort)2], 1), Tensor.Of([(short)2], 1), Tensor.Of([2u], 1), Tensor.Of([2], 1),
            Tensor.Of([2ul], 1), Tensor.Of([2L], 1),
        ];

        Assert.All(tensors, tensor => Assert.Equal([2f], tensor.Floats().ToArray()));
        Assert.Equal([1f, 0f], Tensor.Of([true, false], 2).Floats().ToArray());
        Assert.Equal(12, tensors.Select(tensor => tensor.ElementType).Distinct().Count());
    }

    // 100 is no multiple of any vector's width.
    [Fact]
    public void Floats_OfManyBytes_EqualTheNaiveLoop()
    {
        var bytes = Enumerable.Range(0, 100).Select(index => (byte)(index * 37)).ToArray();
        Assert.Equal(bytes.Select(value => (float)value), Tensor.Of(bytes, 100).Floats().ToArray());
    }

    [Fact]
    public void Prints_TypeAndDimensions() => Assert.Equal("float32[1,0,3]", Tensor.Of<float>([], 1, 0, 3).ToString());

    [Theory]
    [InlineData(TensorElementType.UInt8, 255.0, true)]
    [InlineData(TensorElementType.UInt8, 256.0, false)]
    [InlineData(TensorElementType.Int8, -128.0, true)]
    [InlineData(TensorElementType.Int8, -129.0, false)]
    [InlineData(TensorElementType.Int64, 0.5, false)]
    [InlineData(TensorElementType.UInt64, -1.0, false)]
    [InlineData(TensorElementType.Bool, 1.0, true)]
    [InlineData(TensorElementType.Bool, 2.0, false)]
    [InlineData(TensorElementType.Float16, 0.1, true)]
    public void Integers_TakeOnlyWhatTheyHold(TensorElementType type, double value, bool fits) =>
        Assert.Equal(fits, Conversion.TryWrite(value, type, new byte[8]));
}
