using PruneOnBuild.Gates.Accuracy;
using PruneOnBuild.Policy;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Gates.Tests.Accuracy;

/// <summary>Which samples pruning harmed.</summary>
public class DamageTests
{
    // Scores of two classes, which the pruned model exchanges: what was right is wrong, and the reverse.
    [Fact]
    public void TheMostDamagedSamples_ComeFirst_WithBothAnswers()
    {
        using var dense = Scores.Dense(2);
        using var pruned = Scores.Model(2, (row, column) => row == column ? 0 : 1);
        var samples = SampleSet.Of(
            new Dictionary<string, Tensor> { ["x"] = Tensor.Of([5f, 1, 1, 2, 3, 0, 0, 4], 4, 2) }, [0, 1, 0, 0]);

        var damage = AccuracyMeter.Measure(dense, pruned, samples, Scores.Gate(AccuracyMetric.Top1)).Damage!;

        Assert.Equal((3, 1), (damage.Worse, damage.Better));
        Assert.Equal([0, 2, 1], damage.Most.Select(sample => sample.Index));
        Assert.Equal((0L, 0.0, 1.0, 8.0), (damage.Most[0].Label!.Value, damage.Most[0].Dense, damage.Most[0].Pruned, damage.Most[0].Loss));
    }

    [Fact]
    public void Figures_AreComparedToo_AndTenAtMostAreKept()
    {
        using var dense = Scores.Dense(3);
        using var pruned = Scores.Model(3, (row, column) => row == column ? 0.5f : 0);
        var samples = Scores.Samples(50, 3);
        samples = SampleSet.Of(samples.Batch(0, 50).Feeds);

        var damage = AccuracyMeter.Measure(dense, pruned, samples, Scores.Gate(AccuracyMetric.Mae)).Damage!;

        Assert.Equal((50, 0, 10), (damage.Worse, damage.Better, damage.Most.Length));
        Assert.All(damage.Most, sample => Assert.Equal((null, 0.0, sample.Pruned), (sample.Label, sample.Dense, sample.Loss)));
        Assert.Equal(damage.Most.Select(sample => sample.Loss).OrderDescending(), damage.Most.Select(sample => sample.Loss));
    }

    [Fact]
    public void TheSameModel_HarmsNothing()
    {
        using var model = Scores.Dense(7);
        var damage = AccuracyMeter.Measure(model, model, Scores.Samples(60, 7), Scores.Gate(AccuracyMetric.MacroF1)).Damage!;
        Assert.Equal((0, 0, 0), (damage.Worse, damage.Better, damage.Most.Length));
    }
}
