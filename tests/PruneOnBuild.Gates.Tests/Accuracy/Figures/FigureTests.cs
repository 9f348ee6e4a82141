using PruneOnBuild.Gates.Accuracy.Figures;

namespace PruneOnBuild.Gates.Tests.Accuracy.Figures;

/// <summary>Each figure against its formula, written as it stands in the books.</summary>
public class FigureTests
{
    private static readonly float[] s_wanted = Random(1);
    private static readonly float[] s_output = [.. s_wanted.Zip(Random(2), (signal, noise) => 0.7f * signal + 0.2f * noise)];

    [Fact]
    public void AbsoluteError_IsTheMeanDistance() =>
        Check(s_output.Zip(s_wanted, (a, b) => Math.Abs((double)a - b)).Average(), new AbsoluteError());

    [Fact]
    public void SquaredError_IsTheMeanSquaredDistance() =>
        Check(s_output.Zip(s_wanted, (a, b) => Math.Pow((double)a - b, 2)).Average(), new SquaredError());

    [Fact]
    public void PeakSignalToNoise_IsInDecibelsOfThePeak() => Check(
        10 * Math.Log10(255 * 255 / s_output.Zip(s_wanted, (a, b) => Math.Pow((double)a - b, 2)).Average()), new PeakSignalToNoise(255));

    [Fact]
    public void ScaleInvariantSdr_ComparesWithTheProjection()
    {
        var scale = Dot(s_output, s_wanted) / Dot(s_wanted, s_wanted);
        double[] target = [.. s_wanted.Select(value => scale * value)];
        double[] rest = [.. s_output.Zip(target, (a, b) => a - b)];
        Check(10 * Math.Log10(target.Sum(value => value * value) / rest.Sum(value => value * value)), new ScaleInvariantSdr());
    }

    [Fact]
    public void ScaleInvariantSdr_DoesNotCareForLoudness()
    {
        float[] louder = [.. s_output.Select(value => 8 * value)];
        Assert.Equal(new ScaleInvariantSdr().Of(s_output, s_wanted), new ScaleInvariantSdr().Of(louder, s_wanted), precision: 9);
    }

    [Fact]
    public void CosineSimilarity_IsThatOfTheAngle() => Check(
        Dot(s_output, s_wanted) / Math.Sqrt(Dot(s_output, s_output) * Dot(s_wanted, s_wanted)), new CosineSimilarity());

    [Theory]
    [InlineData(new float[] { 0, 0 }, new float[] { 0, 0 }, 1)]
    [InlineData(new float[] { 0, 0 }, new float[] { 1, 0 }, 0)]
    [InlineData(new float[] { -2, 0 }, new float[] { 1, 0 }, -1)]
    public void CosineSimilarity_OfSpecialVectors(float[] output, float[] wanted, double expected) =>
        Assert.Equal(expected, new CosineSimilarity().Of(output, wanted));

    // Equal signals have no noise, and a silent one no signal: both ends are kept, so that means stay finite.
    [Fact]
    public void Decibels_EndAtAHundred()
    {
        Assert.Equal(100, new PeakSignalToNoise(1).Of(s_wanted, s_wanted));
        Assert.Equal(100, new ScaleInvariantSdr().Of(s_wanted, s_wanted));
        Assert.Equal(-100, new ScaleInvariantSdr().Of(s_output, new float[s_output.Length]));
        Assert.Equal(-100, new ScaleInvariantSdr().Of(new float[s_output.Length], s_wanted));
    }

    // [classes], [positions, classes] and [classes, positions].
    [Theory]
    [InlineData(60, 1)]
    [InlineData(5, 1)]
    [InlineData(5, 12)]
    public void Divergence_EqualsTheNaiveSum(int classes, int stride)
    {
        var (p, q) = (Distributions(s_wanted, classes, stride), Distributions(s_output, classes, stride));
        var expected = p.Zip(q, (own, other) => own.Zip(other, (a, b) => a * Math.Log(a / b)).Sum()).Average();

        Assert.Equal(expected, new Divergence(classes, stride, isLogits: true).Of(s_output, s_wanted), precision: 9);
        Assert.InRange(expected, 0.001, 5);
    }

    [Fact]
    public void Divergence_OfProbabilities_IsThatOfTheirLogits()
    {
        float[] wanted = [.. Distributions(s_wanted, 60, 1)[0].Select(chance => (float)chance)];
        float[] output = [.. Distributions(s_output, 60, 1)[0].Select(chance => (float)chance)];
        Assert.True(Divergence.IsProbabilities(wanted, 60, 1));
        Assert.False(Divergence.IsProbabilities(s_wanted, 60, 1));
        Assert.Equal(
            new Divergence(60, 1, isLogits: true).Of(s_output, s_wanted), new Divergence(60, 1, isLogits: false).Of(output, wanted), precision: 6);
    }

    [Theory]
    [InlineData(new float[] { 1, 0 }, new float[] { 1, 0 }, 0)]
    [InlineData(new float[] { 0.5f, 0.5f }, new float[] { 1, 0 }, 0.6931471805599453)]
    [InlineData(new float[] { 1, 0 }, new float[] { 0.5f, 0.5f }, double.PositiveInfinity)]
    public void Divergence_OfCertainty(float[] output, float[] wanted, double expected) =>
        Assert.Equal(expected, new Divergence(2, 1, isLogits: false).Of(output, wanted), tolerance: 1e-12);

    private static void Check(double expected, ISampleFigure figure) => Assert.Equal(expected, figure.Of(s_output, s_wanted), precision: 9);

    private static double[][] Distributions(float[] logits, int classes, int stride)
    {
        var positions = logits.Length / classes;
        return [.. Enumerable.Range(0, positions).Select(position =>
        {
            double[] own = [.. Enumerable.Range(0, classes).Select(kind =>
                Math.Exp(logits[stride == 1 ? position * classes + kind : kind * positions + position]))];
            return own.Select(value => value / own.Sum()).ToArray();
        })];
    }

    private static double Dot(float[] a, float[] b) => a.Zip(b, (x, y) => (double)x * y).Sum();

    private static float[] Random(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, 60).Select(_ => (float)(random.NextDouble() * 2 - 1))];
    }
}
