using PruneOnBuild.Gates.Predicted;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Capabilities;
using PruneOnBuild.Gates.Tests.Verdicts;
using PruneOnBuild.Gates.Verdicts;

namespace PruneOnBuild.Gates.Tests.Predicted;

public class RooflineTests
{
    /// <summary>8000 multiply-adds, 1000 weights of float32, 400 bytes beside them.</summary>
    private static readonly LayerWork s_layer = new("conv", "Conv", 8000, 400, 4000, 0.25, IsTwoOfFour: true, WeightType.Fp32, IsExact: true);

    [Theory]
    // 8000 / 1e6 s against 4400 / 1e6 s.
    [InlineData(AcceleratorSparsity.None, 1e6, 1e6, 8.0, false)]
    [InlineData(AcceleratorSparsity.None, 1e7, 1e6, 4.4, true)]
    // 2000 multiply-adds are left; 400 + 1000 + 1000 / 8 bytes.
    [InlineData(AcceleratorSparsity.SkipsZeros, 1e6, 1e6, 2.0, false)]
    [InlineData(AcceleratorSparsity.SkipsZeros, 1e9, 1e6, 1.525, true)]
    // 4000 multiply-adds; 400 + 2000 + 500 * 2 / 8 bytes.
    [InlineData(AcceleratorSparsity.TwoOfFour, 1e6, 1e6, 4.0, false)]
    [InlineData(AcceleratorSparsity.TwoOfFour, 1e9, 1e6, 2.525, true)]
    public void ALayerTakesTheLongerOfWorkAndBytes(AcceleratorSparsity sparsity, double rate, double bandwidth, double ms, bool bandwidthBinds)
    {
        var layer = Assert.Single(Predict(s_layer, Of(rate, bandwidth, sparsity)).Pruned);
        Assert.Equal(ms, layer.Ms, 9);
        Assert.Equal(bandwidthBinds, layer.IsBoundByBandwidth);
    }

    [Fact]
    public void EfficiencyStretchesTheWork_AndOverheadComesOnTop()
    {
        var accelerator = Of(1e6, 1e9, AcceleratorSparsity.None) with { Efficiency = 0.5, Overhead = TimeSpan.FromMilliseconds(3) };
        Assert.Equal(19, Predict(s_layer, accelerator).PrunedMs, 9);
    }

    [Fact]
    public void ALayerThatIsNotTwoOfFour_GainsNothingThere() =>
        Assert.Equal(8, Predict(s_layer with { IsTwoOfFour = false }, Of(1e6, 1e6, AcceleratorSparsity.TwoOfFour)).PrunedMs, 9);

    [Fact]
    public void DenseWeightsArePackedNoLargerThanTheyAre() =>
        Assert.Equal(4.4, Predict(s_layer with { NonZeroWeights = 1 }, Of(1e9, 1e6, AcceleratorSparsity.SkipsZeros)).PrunedMs, 9);

    [Fact]
    public void AModelIsTheSumOfItsLayers()
    {
        var predicted = Roofline.Predict(new WorkMeasurement([s_layer, s_layer, s_layer], [s_layer]), Of(1e6, 1e6, AcceleratorSparsity.None));
        Assert.Equal((24, 8, 3), (predicted.DenseMs, predicted.PrunedMs, predicted.Speedup));
    }

    public static TheoryData<LayerWork?, string> NotPredictable => new()
    {
        { null, "no layer that multiplies was found" },
        { s_layer with { IsExact = false }, "sizes of Conv 'conv' are not known" },
        { s_layer with { Type = null }, "are of a type that accelerators are not described for" },
        { s_layer with { Type = WeightType.EightBit }, "no multiplyAddsPerSecond for the int8 weights of Conv 'conv'" },
    };

    [Theory]
    [MemberData(nameof(NotPredictable))]
    public void WhatCannotBePredicted_FailsTheGate(LayerWork? layer, string why)
    {
        var accelerator = Of(1e6, 1e6, AcceleratorSparsity.None) with { MultiplyAddsPerSecond = new AcceleratorPeak(1e6, 1e6, null) };
        var predicted = Roofline.Predict(new WorkMeasurement([s_layer], layer is null ? [] : [s_layer, layer]), accelerator);

        var gate = new PredictedGate { Location = Sample.Line, Speedup = Sample.At(0.001), Latency = Sample.At(TimeSpan.FromHours(1)) };
        Assert.All(PredictedJudge.Decide(gate, predicted).Concat(PredictedJudge.Decide(gate, null)), verdict =>
            Assert.Equal((VerdictOutcome.Fail, null), (verdict.Outcome, verdict.Actual)));
        Assert.Contains(why, PredictedJudge.Decide(gate, predicted).First().Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, 8, VerdictOutcome.Pass)]
    [InlineData(3.01, 7.99, VerdictOutcome.Fail)]
    public void Gates_SayThatNothingWasMeasured(double speedup, double latencyMs, VerdictOutcome outcome)
    {
        var predicted = Roofline.Predict(new WorkMeasurement([s_layer, s_layer, s_layer], [s_layer]), Of(1e6, 1e6, AcceleratorSparsity.None));
        var gate = new PredictedGate { Location = Sample.Line, Speedup = Sample.At(speedup), Latency = Sample.At(TimeSpan.FromMilliseconds(latencyMs)) };

        var verdicts = PredictedJudge.Decide(gate, predicted).ToArray();

        Assert.Equal(["POB4058", "POB4059"], verdicts.Select(verdict => verdict.Code));
        Assert.All(verdicts, verdict =>
        {
            Assert.Equal(outcome, verdict.Outcome);
            Assert.EndsWith("predicted", verdict.ActualText, StringComparison.Ordinal);
            Assert.Contains("not measured: dense 24.00 ms, pruned 8.000 ms; 0 of 1 layers bound by bandwidth", verdict.Message, StringComparison.Ordinal);
        });
    }

    private static PredictedMeasurement Predict(LayerWork layer, Accelerator accelerator) => Roofline.Predict(new WorkMeasurement([layer], [layer]), accelerator);

    private static Accelerator Of(double rate, double bandwidth, AcceleratorSparsity sparsity) => new()
    {
        Location = Sample.Line, MultiplyAddsPerSecond = new AcceleratorPeak(rate, rate, rate), Bandwidth = bandwidth, Sparsity = sparsity,
    };
}
