using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Tensors;
using PruneOnBuild.Pruning.Calibration;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Pruning.Tests.Calibration;

/// <summary>One model loses clearly less than another only where the samples agree on it.</summary>
public sealed class ClearlyLessTests
{
    private static readonly ModelGraph Dense = TinyModel.Input("x", -1, 12).Gemm("fc1", 16).Relu().Gemm("fc2", 4).Output("y");
    private static readonly OutputLoss Loss = new(Dense, CalibrationSamples.Of(RandomSamples.Of(120, 12)));

    [Fact]
    public void TheDenseModel_LosesClearlyLessThanAnother_AndNotTheOtherWayRound()
    {
        var other = Disturbed(seed: 1, by: 0.3f);

        Assert.True(Loss.IsClearlyLess(Dense, other));
        Assert.False(Loss.IsClearlyLess(other, Dense));
    }

    [Fact]
    public void NoModel_LosesClearlyLessThanItself() => Assert.False(Loss.IsClearlyLess(Dense, Dense));

    [Fact]
    public void WhatIsClearlyLess_IsLess_AndMuchLessIsClear()
    {
        var models = Enumerable.Range(1, 6).Select(seed => Disturbed(seed, by: 0.1f * seed)).ToList();
        foreach (var one in models)
        {
            foreach (var other in models)
            {
                Assert.True(!Loss.IsClearlyLess(one, other) || Loss.Of(one) < Loss.Of(other));
                Assert.True(Loss.IsClearlyLess(one, other) || Loss.Of(one) > Loss.Of(other) / 10);
            }
        }
    }

    /// <summary>The same model with noise on the first layer's weights.</summary>
    private static ModelGraph Disturbed(int seed, float by)
    {
        var proto = Dense.Proto.Clone();
        var weight = proto.Graph.Initializer[0];
        var (values, noise) = (TensorReader.Floats(weight), RandomSamples.Floats(seed, [.. weight.Dims]));
        proto.Graph.Initializer[0] = TensorWriter.WithFloats(weight, [.. weight.Dims], [.. values.Select((value, i) => value + (by * noise.Floats()[i]))]);
        return new ModelGraph(proto, Dense.Path);
    }
}
