using System.Collections.Immutable;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Runtime.Preprocessing;
using PruneOnBuild.Runtime.Tests.Images;

namespace PruneOnBuild.Runtime.Tests.Preprocessing;

public class ImageStepsTests
{
    private static readonly SourceLocation s_line = new("prune.yaml", 17, 9);

    [Theory]
    [InlineData(ResizeFilter.Bilinear, 16, 12)]
    [InlineData(ResizeFilter.Bilinear, 23, 31)]
    [InlineData(ResizeFilter.Bilinear, 100, 70)]
    [InlineData(ResizeFilter.Bicubic, 16, 12)]
    [InlineData(ResizeFilter.Bicubic, 23, 31)]
    [InlineData(ResizeFilter.Bicubic, 100, 70)]
    [InlineData(ResizeFilter.Area, 16, 12)]
    public void ResizeOfBytes_IsPilsWithinOneLevel(ResizeFilter filter, int width, int height)
    {
        var resized = OfSource(Resize(width, height, filter));

        var expected = Fixture.Pixels($"resize_{filter.Word()}_{width}x{height}").Rgb;
        Assert.Equal(expected.Length, resized.Length);
        Assert.All(resized.Zip(expected), pair => Assert.InRange(pair.First - pair.Second, -1, 1));
    }

    [Theory]
    [InlineData(16, 12)]
    [InlineData(128, 32)]
    public void ResizeNearest_IsPils(int width, int height) => Assert.Equal(
        Fixture.Pixels($"resize_nearest_{width}x{height}").Rgb.Select(value => (float)value),
        OfSource(Resize(width, height, ResizeFilter.Nearest)));

    [Fact]
    public void Gray_IsPilsWithinHalfALevel()
    {
        var expected = Fixture.Pixels("grayed").Rgb.Where((_, index) => index % 3 == 0).ToArray();
        var gray = OfSource(new PreprocessStep.Gray(GrayWeights.Bt601));
        Assert.All(gray.Zip(expected), pair => Assert.InRange(pair.First - pair.Second, -0.51f, 0.51f));
    }

    [Fact]
    public void GrayOfGray_IsExact() =>
        Assert.Equal([77f, 255f], Fit([1, 2, 3], new PreprocessStep.Gray(GrayWeights.Bt709)).Apply([77, 77, 77, 255, 255, 255], 1));

    [Theory]
    [InlineData(ResizeFilter.Nearest)]
    [InlineData(ResizeFilter.Bilinear)]
    [InlineData(ResizeFilter.Bicubic)]
    [InlineData(ResizeFilter.Area)]
    public void ConstantImage_StaysConstant(ResizeFilter filter)
    {
        foreach (var antialias in new[] { true, false })
            foreach (var (width, height) in new[] { (3, 2), (5, 7), (11, 13), (1, 1) })
                Assert.All(
                    Fit([7, 5, 3], new PreprocessStep.Resize(width, height, 0, 0, filter, antialias)).Apply(Filled(105, 42), 1),
                    value => Assert.Equal(42, value, 1e-4));
    }

    [Theory]
    [InlineData(ResizeFilter.Bilinear)]
    [InlineData(ResizeFilter.Bicubic)]
    public void WithoutAntialias_HalvingTakesTheNearestPixelsOnly(ResizeFilter filter)
    {
        // Middle of each pair of pixels: the two nearest count alike; a cubic of a = -0.75 takes -0.09375 of the next ones.
        float[] row = [0, 10, 20, 40, 80, 160, 0, 0];
        var half = Fit([1, 8, 1], new PreprocessStep.Resize(4, 1, 0, 0, filter, false)).Apply(row, 1);

        float Tap(int at) => row[Math.Clamp(at, 0, 7)];
        var expected = Enumerable.Range(0, 4).Select(x => filter == ResizeFilter.Bilinear
            ? (Tap(2 * x) + Tap(2 * x + 1)) / 2
            : 0.59375f * (Tap(2 * x) + Tap(2 * x + 1)) - 0.09375f * (Tap(2 * x - 1) + Tap(2 * x + 2)));
        Assert.All(expected.Zip(half), pair => Assert.Equal(pair.First, pair.Second, 1e-3));
    }

    [Theory]
    [InlineData(640, 480, 256, 0, 341, 256)]
    [InlineData(480, 640, 256, 0, 256, 341)]
    [InlineData(1000, 333, 0, 640, 640, 213)]
    [InlineData(3, 1000, 0, 100, 1, 100)]
    [InlineData(500, 500, 224, 0, 224, 224)]
    public void OneSide_GivesTheOther(int width, int height, int shortSide, int longSide, int expectedWidth, int expectedHeight) =>
        Assert.Equal(
            [expectedHeight, expectedWidth, 3],
            Fit([height, width, 3], new PreprocessStep.Resize(0, 0, shortSide, longSide, ResizeFilter.Bilinear, true)).Dims.Select(dim => (int)dim));

    [Fact]
    public void BytesThatWereScaled_AreNoBytesAnyMore()
    {
        PreprocessStep half = new PreprocessStep.Scale(0.5), mean = Resize(1, 1, ResizeFilter.Area), bytes = new PreprocessStep.Type(NumberType.U8);
        Assert.Equal([2f], Fit([1, 2, 1], areBytes: true, mean).Apply([1, 2], 1));
        Assert.Equal([0.75f], Fit([1, 2, 1], areBytes: true, half, mean).Apply([1, 2], 1));
        Assert.Equal([1.5f], Fit([1, 2, 1], areBytes: false, mean).Apply([1, 2], 1));
        Assert.Equal([2f], Fit([1, 2, 1], areBytes: false, bytes, mean).Apply([1, 2], 1));
    }

    [Fact]
    public void Crop_TakesTheMiddleOrTheBox()
    {
        float[] image = [.. Enumerable.Range(0, 5 * 6).Select(index => (float)index)];
        Assert.Equal([14f, 15, 20, 21], Fit([5, 6], new PreprocessStep.Crop(2, 0, 0, 0, 0)).Apply(image, 1));
        Assert.Equal([9f, 10, 15, 16, 21, 22], Fit([5, 6], new PreprocessStep.Crop(0, 3, 1, 2, 3)).Apply(image, 1));
    }

    [Fact]
    public void Pad_PutsTheValueAround_InEitherLayout()
    {
        var pad = new PreprocessStep.Pad(3, 9, PadPlace.Center);
        Assert.Equal([9f, 9, 9, 1, 2, 3, 9, 9, 9], Fit([1, 3], pad).Apply([1, 2, 3], 1));
        Assert.Equal([1f, 2, 3, 9, 9, 9, 9, 9, 9], Fit([1, 3], pad with { At = PadPlace.End }).Apply([1, 2, 3], 1));

        PreprocessStep toNchw = new PreprocessStep.Layout(TensorLayout.Nchw);
        float[] images = [.. Enumerable.Range(0, 2 * 2 * 4 * 3).Select(index => (float)index)];
        PreprocessStep wide = new PreprocessStep.Pad(5, 7, PadPlace.Center);
        Assert.Equal(Fit([2, 4, 3], wide, toNchw).Apply(images, 2), Fit([2, 4, 3], toNchw, wide).Apply(images, 2));
    }

    [Fact]
    public void ResizeAndOrder_AreTheSameInEitherLayout()
    {
        PreprocessStep toNchw = new PreprocessStep.Layout(TensorLayout.Nchw);
        PreprocessStep order = new PreprocessStep.Order(ChannelOrder.Bgr);
        PreprocessStep gray = new PreprocessStep.Gray(GrayWeights.Bt601);
        float[] images = [.. Enumerable.Range(0, 2 * 6 * 4 * 3).Select(index => (float)(index * 37 % 101))];
        var resize = Resize(3, 5, ResizeFilter.Bicubic);

        Assert.Equal(Fit([6, 4, 3], resize, order, toNchw).Apply(images, 2), Fit([6, 4, 3], toNchw, order, resize).Apply(images, 2));
        Assert.Equal(Fit([6, 4, 3], gray, toNchw).Apply(images, 2), Fit([6, 4, 3], order, toNchw, gray).Apply(images, 2));
        Assert.Equal([3f, 2, 1, 6, 5, 4], Fit([1, 2, 3], order, order).Apply([1, 2, 3, 4, 5, 6], 1));
        Assert.Equal([1f, 2, 3], Fit([1, 1, 3], order, new PreprocessStep.Order(ChannelOrder.Rgb)).Apply([1, 2, 3], 1));
    }

    [Theory]
    [InlineData(NumberType.U8, new[] { 0f, 2, 2, 255 })]
    [InlineData(NumberType.I64, new[] { -3f, 2, 2, 300 })]
    [InlineData(NumberType.Fp16, new[] { -3f, 1.5f, 2.5f, 300 })]
    [InlineData(NumberType.Fp32, new[] { -3f, 1.5f, 2.5f, 300.01f })]
    public void Type_RoundsToWhatItHolds(NumberType type, float[] expected) =>
        Assert.Equal(expected, Fit([4], new PreprocessStep.Type(type)).Apply([-3, 1.5f, 2.5f, 300.01f], 1));

    [Fact]
    public void StepsThatDoNotFit_AreNamedAtTheirLine()
    {
        Fault(new PreprocessStep.Crop(9, 0, 0, 0, 0), [8, 10, 3], "crop does not fit: 9 x 9 pixels from 0,0 on do not lie within 10 x 8 pixels");
        Fault(new PreprocessStep.Pad(9, 0, PadPlace.End), [8, 10, 3], "pad does not fit: 10 x 8 pixels is larger than 9 x 9");
        Fault(new PreprocessStep.Gray(GrayWeights.Bt601), [8, 10, 1], "gray does not fit: it needs three channels");
        Fault(new PreprocessStep.Order(ChannelOrder.Bgr), [8, 10], "order does not fit");
        Fault(Resize(2, 2, ResizeFilter.Area), [8], "resize does not fit: it works on images, and these samples have shape [8]");
        Fault(new PreprocessStep.Resize(0, 0, 60_000, 0, ResizeFilter.Area, true), [1, 60_000, 3], "would become");

        static void Fault(PreprocessStep step, ImmutableArray<long> dims, string words)
        {
            var fault = Faults.One("POB5130", () => Preprocessor.Fit([new(step, s_line)], dims));
            Assert.Equal(s_line, fault.Location);
            Assert.Contains(words, fault.Message, StringComparison.Ordinal);
        }
    }

    private static float[] OfSource(params PreprocessStep[] steps)
    {
        var source = Fixture.Pixels("source");
        return Fit([source.Height, source.Width, 3], areBytes: true, steps).Apply([.. source.Rgb.Select(value => (float)value)], 1);
    }

    private static PreprocessStep.Resize Resize(int width, int height, ResizeFilter filter) => new(width, height, 0, 0, filter, true);

    private static float[] Filled(int count, float value) => [.. Enumerable.Repeat(value, count)];

    private static Preprocessor Fit(ImmutableArray<long> dims, params PreprocessStep[] steps) => Fit(dims, areBytes: false, steps);

    private static Preprocessor Fit(ImmutableArray<long> dims, bool areBytes, params PreprocessStep[] steps) =>
        Preprocessor.Fit([.. steps.Select(step => new Located<PreprocessStep>(step, s_line))], dims, arePictures: false, areBytes);
}
