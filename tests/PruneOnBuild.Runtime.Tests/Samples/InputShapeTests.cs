using Microsoft.ML.OnnxRuntime.Tensors;
using PruneOnBuild.Runtime.Samples;

namespace PruneOnBuild.Runtime.Tests.Samples;

public class InputShapeTests
{
    // sample, input -> fed sample; "-" where they do not fit.
    [Theory]
    [InlineData("3,32,32", "-1,3,32,32", "3,32,32")]
    [InlineData("3,32,32", "1,3,32,32", "3,32,32")]
    [InlineData("32,32,3", "-1,3,32,32", "-")]
    [InlineData("28,28", "-1,1,28,28", "1,28,28")]
    [InlineData("28,28,1", "-1,1,28,28", "1,28,28")]
    [InlineData("28,28", "-1,28,28,1", "28,28,1")]
    [InlineData("1,5,1", "-1,5,1,1", "5,1,1")]
    [InlineData("1,40", "-1,-1,40", "1,40")]
    [InlineData("1,1,40", "-1,-1,40", "1,40")]
    [InlineData("1,28,28", "-1,28,28", "28,28")]
    [InlineData("3,40,50", "-1,3,-1,-1", "3,40,50")]
    [InlineData("4,40,50", "-1,3,-1,-1", "-")]
    [InlineData("", "-1", "")]
    [InlineData("1", "-1", "")]
    [InlineData("", "-1,1", "1")]
    [InlineData("5", "-1,4", "-")]
    [InlineData("1,1,5", "1,1,1,5", "1,1,5")]
    [InlineData("5", "1,1,1,5", "1,1,5")]
    [InlineData("20,30", "-1,-1,30", "20,30")]
    [InlineData("3,32,32,2", "-1,3,32,32", "-")]
    public void Fits_WhereOnlyAxesOfLengthOneDiffer(string sample, string input, string expected)
    {
        var shape = InputShape.Fit([.. Dims(sample)], Spec(input));

        Assert.Equal(expected, shape is null ? "-" : string.Join(',', shape.SampleDims));
        Assert.True(shape?.HasBatchAxis ?? true);
        Assert.Equal(shape is null || Dims(input)[0] < 0 ? null : (int)Dims(input)[0], shape?.FixedBatch);
    }

    [Fact]
    public void AnInputWithoutBatchAxis_TakesOneSample()
    {
        var shape = InputShape.Fit([2, 1, 128], Spec("2,1,128"));

        Assert.Equal([2L, 1, 128], shape!.SampleDims.ToArray());
        Assert.False(shape.HasBatchAxis);
        Assert.Equal(1, shape.FixedBatch);
    }

    private static long[] Dims(string text) =>
        [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(dim => long.Parse(dim, System.Globalization.CultureInfo.InvariantCulture))];

    private static TensorSpec Spec(string dims) => new("x", TensorElementType.Float, [.. Dims(dims)]);
}
