using PruneOnBuild.Gates.Accuracy.Metrics;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Gates.Tests.Accuracy.Metrics;

public class RSquaredMetricTests
{
    // Labels far from 0 lose no digits.
    [Theory]
    [InlineData(0)]
    [InlineData(10_000)]
    public void RSquared_EqualsTheNaiveFormula(float offset)
    {
        float[] labels = [.. Feeding.Random(1, 30, 2).Floats().ToArray().Select(value => value + offset)];
        float[] outputs = [.. labels.Zip(Feeding.Random(2, 30, 2).Floats().ToArray(), (label, noise) => label + 0.3f * noise)];
        var mean = labels.Average(label => (double)label);
        var expected = 1 - labels.Zip(outputs, (a, b) => Math.Pow((double)a - b, 2)).Sum() / labels.Sum(label => Math.Pow(label - mean, 2));

        Assert.Equal(expected, Metric(outputs, labels).OfAll(30), precision: 6);
        Assert.InRange(expected, 0.5, 0.99);
    }

    [Fact]
    public void EqualLabels_HaveNothingToExplain() =>
        Assert.Equal(double.NaN, Metric(Feeding.Random(2, 30, 2).Floats().ToArray(), [.. Enumerable.Repeat(0.3f, 60)]).OfAll(30));

    private static RSquaredMetric Metric(float[] outputs, float[] labels) =>
        new RSquaredMetric(30, Feeding.Labels(Tensor.Of(labels, 30, 2)), 0, Feeding.Data).Fed(Tensor.Of(outputs, 30, 2));
}
