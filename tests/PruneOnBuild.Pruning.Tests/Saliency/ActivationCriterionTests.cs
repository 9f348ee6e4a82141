using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Shapes;
using PruneOnBuild.Policy;
using PruneOnBuild.Pruning.Calibration;
using PruneOnBuild.Pruning.Groups;
using PruneOnBuild.Pruning.Saliency;
using PruneOnBuild.Pruning.Tests.Calibration;
using PruneOnBuild.Runtime;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Pruning.Tests.Saliency;

/// <summary>Channels that are silent on the calibration samples go first.</summary>
public sealed class ActivationCriterionTests
{
    /// <summary>Channels that are nearly always silent behind the first layer.</summary>
    private static readonly int[] s_silent = [1, 2, 4, 7];

    [Fact]
    public void SilentChannels_GoFirst_HoweverLargeTheirWeights()
    {
        float[] bias = [.. Enumerable.Range(0, 8).Select(channel => s_silent.Contains(channel) ? -40f : 1f)];
        float[] weight = [.. Enumerable.Range(0, 8 * 3).Select(i => s_silent.Contains(i / 3) ? 5f : 0.5f)];
        var model = TinyModel.Input("x", -1, 3, 4, 4).Weight("w", [8, 3, 1, 1], weight).Weight("b", [8], bias)
            .Node("Conv", "conv1", ["x", "w", "b"], ["conv1.out"]).Shaped(-1, 8, 4, 4).Relu().Conv("conv2", 4).Output("y");

        var result = Prune.Calibrated(model, new Goal(GoalKind.Ratio, 0.5), RandomSamples.Of(16, 3, 4, 4), Criterion.Activation, Policy.Recovery.None);

        Assert.Equal<int>([0, 3, 5, 6], Assert.Single(result.Plan.Groups).Kept);
    }

    [Fact]
    public void Score_IsTheMeanAbsoluteValue_SummedOverWhatLayersRead()
    {
        // The stem's channels are read by branch1 behind the first Relu, and by the head behind the last.
        var model = TinyModel.Input("x", -1, 3, 5, 4).Conv("stem", 8).Sigmoid("first").As("skip")
            .Conv("branch1", 6).Relu().Conv("branch2", 8).Add("skip").Activation("Tanh", "last").Conv("head", 4, kernel: 1).Output("y");
        var samples = CalibrationSamples.Of(RandomSamples.Of(23, 3, 5, 4));
        var map = AxisMapper.Map(model, ShapeInference.Infer(model));
        var stem = GroupFinder.Find(map).Single(group => group.Name == "stem output");

        var scores = ActivationCriterion.Compute(map, [stem], samples, new Progress<string>()).Of(stem);

        var first = MeanAbsolute(model, "first.out", samples.Fit, 8);
        var last = MeanAbsolute(model, "last.out", samples.Fit, 8);
        Assert.Equal(first.Zip(last, (a, b) => a + b), scores, (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Fact]
    public void RowsThatOnlyFillABatchUp_DoNotCount()
    {
        var model = TinyModel.Input("x", 4, 3, 4, 4).Conv("conv1", 8).Relu("read").Conv("conv2", 4).Output("y");
        var samples = CalibrationSamples.Of(RandomSamples.For(model, 9)!);
        Assert.Contains(samples.Fit, batch => batch.Count < batch.Rows);
        var map = AxisMapper.Map(model, ShapeInference.Infer(model));
        var group = Assert.Single(GroupFinder.Find(map));

        var scores = ActivationCriterion.Compute(map, [group], samples, new Progress<string>()).Of(group);

        Assert.Equal(MeanAbsolute(model, "read.out", samples.Fit, 8), scores, (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Fact]
    public void FlattenedChannel_HasTheMeanOfItsPositions()
    {
        var model = TinyModel.Input("x", -1, 3, 4, 4).Conv("conv1", 8).Relu("read").Flatten().Gemm("fc", 4).Output("y");
        var samples = CalibrationSamples.Of(RandomSamples.Of(16, 3, 4, 4));
        var map = AxisMapper.Map(model, ShapeInference.Infer(model));
        var group = Assert.Single(GroupFinder.Find(map));

        var scores = ActivationCriterion.Compute(map, [group], samples, new Progress<string>()).Of(group);

        Assert.Equal(MeanAbsolute(model, "read.out", samples.Fit, 8), scores, (a, b) => Math.Abs(a - b) < 1e-5);
    }

    /// <summary>A value [N, C, H, W] as three loops: the specification.</summary>
    private static double[] MeanAbsolute(ModelGraph model, string value, IEnumerable<SampleBatch> batches, int channels)
    {
        var (sums, count) = (new double[channels], 0);
        using var run = new ActivationRun(model, [value]);
        foreach (var batch in batches)
        {
            var tensor = run.Run(batch)[0];
            var space = (int)(tensor.Dims[2] * tensor.Dims[3]);
            for (var sample = 0; sample < batch.Count; sample++, count += space)
            {
                for (var channel = 0; channel < channels; channel++)
                {
                    for (var at = 0; at < space; at++)
                    {
                        sums[channel] += Math.Abs(tensor.Floats()[(((sample * channels) + channel) * space) + at]);
                    }
                }
            }
        }

        return Array.ConvertAll(sums, sum => sum / count);
    }
}
