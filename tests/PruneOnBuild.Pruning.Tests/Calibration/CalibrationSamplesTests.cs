using PruneOnBuild.Pruning.Calibration;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Pruning.Tests.Calibration;

/// <summary>What is fitted on and what is judged on never mix.</summary>
public sealed class CalibrationSamplesTests
{
    private const int Most = 1024;

    [Theory]
    [InlineData(2, null)]
    [InlineData(3, null)]
    [InlineData(7, null)]
    [InlineData(40, null)]
    [InlineData(200, null)]
    [InlineData(1000, null)]
    [InlineData(1500, null)]
    [InlineData(9, 4)]
    [InlineData(200, 4)]
    [InlineData(200, 1)]
    public void FitAndJudge_AreDisjoint_AndCoverTheSamples(int count, int? fixedBatch)
    {
        var samples = CalibrationSamples.Of(Set(count, fixedBatch));

        Assert.NotEmpty(samples.Fit);
        Assert.NotEmpty(samples.Judge);
        var seen = samples.Fit.Concat(samples.Judge).SelectMany(batch => Enumerable.Range(batch.Start, batch.Count)).Order();
        Assert.Equal(Enumerable.Range(0, Math.Min(count, Most)), seen);
        if (count >= 8)
        {
            Assert.InRange(samples.Judge.Sum(batch => batch.Count) / (double)Math.Min(count, Most), 0.1, 0.4);
        }
    }

    [Theory]
    [InlineData(1, null)]
    [InlineData(1, 4)]
    public void OneBatch_ServesBoth(int count, int? fixedBatch)
    {
        var samples = CalibrationSamples.Of(Set(count, fixedBatch));

        Assert.Single(samples.Fit);
        Assert.Same(samples.Fit, samples.Judge);
    }

    private static SampleSet Set(int count, int? fixedBatch) =>
        SampleSet.Of(new Dictionary<string, Tensor> { ["x"] = RandomSamples.Floats(1, count, 2) }, fixedBatch: fixedBatch);
}
