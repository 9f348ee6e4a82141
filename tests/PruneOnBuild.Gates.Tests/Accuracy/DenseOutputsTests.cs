using PruneOnBuild.Gates.Accuracy;
using PruneOnBuild.Policy;

namespace PruneOnBuild.Gates.Tests.Accuracy;

public class DenseOutputsTests
{
    private const int Classes = 5;

    [Fact]
    public void SecondMeasurement_TakesWhatTheFirstOneRan()
    {
        var samples = Scores.Samples(count: 70, Classes);
        var gate = Scores.Gate(AccuracyMetric.Top1);
        using var dense = Scores.Dense(Classes);
        using var pruned = Scores.Model(Classes, (row, column) => row <= column ? 1 : 0);
        // Were it run, every class would come out as another.
        using var other = Scores.Model(Classes, (row, column) => (row + 1) % Classes == column ? 1 : 0);
        var known = new DenseOutputs();

        var expected = AccuracyMeter.Measure(dense, pruned, samples, gate);
        AccuracyMeter.Measure(dense, dense, samples, gate, known: known);
        var actual = AccuracyMeter.Measure(other, pruned, samples, gate, known: known);

        Assert.Equal(expected, actual);
        Assert.NotEqual(expected, AccuracyMeter.Measure(other, pruned, samples, gate));
    }
}
