using PruneOnBuild.Graph;
using PruneOnBuild.Pruning.Calibration;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Pruning.Tests.Calibration;

/// <summary>The loss of a whole model's outputs, whose batches run at once.</summary>
public sealed class OutputLossTests
{
    private static readonly ModelGraph Dense = TinyModel.Input("x", -1, 12).Gemm("fc1", 16).Relu().Gemm("fc2", 4).Output("y");
    private static readonly ModelGraph Other = TinyModel.Input("x", -1, 12).Gemm("fc1", 15).Relu().Gemm("fc2", 4).Output("y");
    private static readonly CalibrationSamples Samples = CalibrationSamples.Of(RandomSamples.Of(400, 12));

    [Fact]
    public void LossOfClasses_IsTheMeanDivergenceOfTheSamplesThatJudge()
    {
        var (wanted, got) = (Probabilities(Dense), Probabilities(Other));
        var divergences = wanted.Zip(got, (p, q) => p.Zip(q, (a, b) => a * Math.Log(a / b)).Sum()).ToList();

        Assert.True(Samples.Judge.Count > 2);
        Assert.Equal(divergences.Average(), new OutputLoss(Dense, Samples).Of(Other), 1e-6);
    }

    [Fact]
    public void Loss_IsTheSameToTheLastBit_HoweverTheBatchesFallOnThreads() =>
        Assert.Single(Enumerable.Range(0, 8).Select(_ => new OutputLoss(Dense, Samples).Of(Other)).Distinct());

    private static IReadOnlyList<double[]> Probabilities(ModelGraph model)
    {
        using var run = new ActivationRun(model, ["y"]);
        return [.. Samples.Judge.SelectMany(batch => run.Run(batch)[0].Floats()[..(4 * batch.Count)].ToArray().Chunk(4)).Select(row =>
        {
            var powers = Array.ConvertAll(row, value => Math.Exp(value));
            return Array.ConvertAll(powers, power => power / powers.Sum());
        })];
    }
}
