using PruneOnBuild.Graph;
using PruneOnBuild.Policy;
using PruneOnBuild.Pruning.Calibration;
using PruneOnBuild.Pruning.Tests.Calibration;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Pruning.Tests.Saliency;

/// <summary>A plan of obs that ruins the model is never worse than the plan by the size of weights.</summary>
public sealed class SecondOpinionTests
{
    /// <summary>As <c>StructuredPruner</c> has it.</summary>
    private const double Doubtful = 0.15;

    /// <summary>With 8 samples and seed 1 obs chooses worse than the weights do, on a chain: 0.244 beside 0.224.</summary>
    [Theory]
    [InlineData("chain", 8)]
    [InlineData("chain", 96)]
    [InlineData("residual", 96)]
    public void DeepCut_LosesNoMoreThanThePlanByWeights(string name, int count)
    {
        var ruined = 0;
        for (var seed = 1; seed <= 3; seed++)
        {
            var model = Model(name);
            var samples = RandomSamples.Seeded(seed, count, 3, 6, 6);
            var loss = new OutputLoss(model, CalibrationSamples.Of(samples));
            double Loss(Criterion criterion) => loss.Of(Prune.Calibrated(model, new Goal(GoalKind.Flops, 0.12), samples, criterion).Pruned);
            var (obs, weights) = (Loss(Criterion.Obs), Loss(Criterion.L2));

            // Losses are taken of the model as it is, the pruner's of the same with batch normalisations folded: equal but for rounding.
            Assert.True(obs < Doubtful * 1.001 || obs <= weights * 1.001, $"{name}, seed {seed}: {obs:g4} beside {weights:g4}");
            ruined += obs > Doubtful ? 1 : 0;
        }

        Assert.True(ruined > 0, $"{name}: no cut was deep enough to say anything");
    }

    private static ModelGraph Model(string name) => name switch
    {
        "chain" => TinyModel.Input("x", -1, 3, 6, 6).Conv("one", 12).Relu().Conv("two", 12).Relu().Conv("three", 4).Output("y"),
        _ => TinyModel.Input("x", -1, 3, 6, 6).Conv("stem", 12).Relu().As("skip").Conv("a", 12).Relu().Conv("b", 12).Add("skip").Relu()
            .Conv("head", 4).Output("y"),
    };
}
