using System.Collections.Immutable;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Runtime.Preprocessing;

namespace PruneOnBuild.Runtime.Tests.Preprocessing;

public class PreprocessorTests
{
    private static readonly SourceLocation s_line = new("prune.yaml", 7, 9);
    private static readonly PreprocessStep s_scale = new PreprocessStep.Scale(1 / 255.0);
    private static readonly PreprocessStep s_toNchw = new PreprocessStep.Layout(TensorLayout.Nchw);
    private static readonly PreprocessStep s_normalize = new PreprocessStep.Normalize([0.1, 0.2, 0.3], [0.5, 0.25, 2]);

    private static readonly float[] s_means = [0.1f, 0.2f, 0.3f];
    private static readonly float[] s_stds = [0.5f, 0.25f, 2f];

    // 5 x 7 pixels: no axis is a multiple of a vector's width.
    [Fact]
    public void ScaleNormalizeLayout_EqualTheNaiveLoops()
    {
        var stored = Values(2 * 5 * 7 * 3);
        var expected = new float[stored.Length];
        for (var n = 0; n < 2; n++)
            for (var y = 0; y < 5; y++)
                for (var x = 0; x < 7; x++)
                    for (var c = 0; c < 3; c++)
                    {
                        var value = stored[((n * 5 + y) * 7 + x) * 3 + c] * (float)(1 / 255.0);
                        expected[((n * 3 + c) * 5 + y) * 7 + x] = (value - s_means[c]) / s_stds[c];
                    }

        var fitted = Fit([5, 7, 3], s_scale, s_normalize, s_toNchw);

        Assert.Equal([3L, 5, 7], fitted.Dims.ToArray());
        Assert.Equal(expected, fitted.Apply([.. stored], 2));
    }

    [Fact]
    public void LayoutBeforeNormalize_GivesTheSameValues()
    {
        var stored = Values(2 * 5 * 7 * 3);
        Assert.Equal(
            Fit([5, 7, 3], s_normalize, s_toNchw).Apply([.. stored], 2),
            Fit([5, 7, 3], s_toNchw, s_normalize).Apply([.. stored], 2));
    }

    [Fact]
    public void Steps_ApplyInTheirOrder()
    {
        PreprocessStep half = new PreprocessStep.Scale(0.5);
        PreprocessStep minusOne = new PreprocessStep.Normalize([1], [1]);
        Assert.Equal([1f], Fit([1], half, minusOne).Apply([4f], 1));
        Assert.Equal([1.5f], Fit([1], minusOne, half).Apply([4f], 1));
    }

    [Fact]
    public void ToNchwAndBack_IsTheIdentity()
    {
        var stored = Values(2 * 4 * 6 * 3);
        var fitted = Fit([4, 6, 3], s_toNchw, new PreprocessStep.Layout(TensorLayout.Nhwc));
        Assert.Equal([4L, 6, 3], fitted.Dims.ToArray());
        Assert.Equal(stored, fitted.Apply([.. stored], 2));
    }

    [Fact]
    public void GrayImagesWithoutChannelAxis_GainOne() => Assert.Equal([1L, 28, 28], Fit([28, 28], s_toNchw).Dims.ToArray());

    [Fact]
    public void ChannelsFirstSamples_AreNormalizedByPlanes()
    {
        var stored = Values(3 * 5 * 7);
        var fitted = Fit([3, 5, 7], s_normalize).Apply([.. stored], 1);
        for (var index = 0; index < stored.Length; index++)
            Assert.Equal((stored[index] - s_means[index / 35]) / s_stds[index / 35], fitted[index]);
    }

    [Fact]
    public void Refuses_AnotherNumberOfChannels()
    {
        var fault = Faults.One("POB5111", () => Fit([5, 7, 4], s_normalize));
        Assert.Equal(s_line, fault.Location);
        Assert.Contains("3 values", fault.Message, StringComparison.Ordinal);
        Assert.Contains("[5,7,4]", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_LayoutOfWhatIsNoImage() => Faults.One("POB5111", () => Fit([42], s_toNchw));

    private static Preprocessor Fit(ImmutableArray<long> dims, params PreprocessStep[] steps) =>
        Preprocessor.Fit([.. steps.Select(step => new Located<PreprocessStep>(step, s_line))], dims);

    private static float[] Values(int count)
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, count).Select(_ => (float)random.Next(256))];
    }
}
