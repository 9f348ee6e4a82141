using PruneOnBuild.Gates.Accuracy.Metrics;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Gates.Tests.Accuracy.Metrics;

public class ExactMatchMetricTests
{
    [Theory]
    [InlineData(new float[] { 4, 5, 6 }, new float[] { 4, 5, 6 }, null, true)]
    [InlineData(new float[] { 4, 5, 6 }, new float[] { 4, 5, 7 }, null, false)]
    [InlineData(new float[] { 4, 5, 0 }, new float[] { 4, 5 }, 0, true)]
    [InlineData(new float[] { 4, 0, 0, 0 }, new float[] { 4, 0 }, 0, true)]
    [InlineData(new float[] { 4, 0, 5 }, new float[] { 4, 5, 0 }, 0, false)]
    [InlineData(new float[] { 4, 5, 6 }, new float[] { 4, 5 }, 0, false)]
    public void ASampleIsRight_WhereAllTokensAre(float[] output, float[] label, int? padding, bool isRight) =>
        Assert.Equal(isRight, Metric(label, padding).Fed(Tensor.Of(output, 1, output.Length)).AnswerOn(0).IsRight);

    [Fact]
    public void WithoutPadding_LengthsMustAgree() => Assert.Equal("POB5118", Assert.Single(Assert.Throws<PruneOnBuildException>(
        () => Metric([4, 5], null).Fed(Tensor.Of([4f, 5, 0], 1, 3))).Diagnostics).Code);

    [Fact]
    public void Scores_BecomeTheBestToken() => Assert.True(
        Metric([2, 0], null, classes: 3).Fed(Tensor.Of([0.1f, 0.2f, 0.9f, 0.5f, 0.4f, 0.3f], 1, 2, 3)).AnswerOn(0).IsRight);

    [Fact]
    public void WithoutLabels_TheDenseModelIsRight()
    {
        var metric = new ExactMatchMetric(2, null, null, 1, 0, Feeding.Data);
        metric.FedBeside([Tensor.Of([1f, 2, 3, 9], 2, 2)], [Tensor.Of([1f, 2, 3, 4], 2, 2)]);
        Assert.Equal(0.5, metric.OfAll(2));
    }

    [Fact]
    public void AnswersAreMeasured_ByTheTokensBeforeTheFirstWrongOne() =>
        Assert.Equal(2, Metric([4, 5, 6, 7], null).Fed(Tensor.Of([4f, 5, 9, 7], 1, 4)).AnswerOn(0).Worth);

    private static ExactMatchMetric Metric(float[] label, int? padding, int classes = 1) =>
        new(1, Feeding.Labels(Tensor.Of(label, 1, label.Length)), padding, classes, 0, Feeding.Data);
}
