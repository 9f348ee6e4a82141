using PruneOnBuild.Graph;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Pruning.Tests.Search.Latency;
using PruneOnBuild.Runtime;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Pruning.Tests.Search;

/// <summary>The goals of time on a real model, with stairs and gates that the test makes up.</summary>
public sealed class TimeGoalTests : IDisposable
{
    private readonly TemporaryFolder _cache = new();

    public void Dispose() => _cache.Dispose();

    [Fact]
    public void Speedup_CutsUntilItMeasuresAsMuch()
    {
        var gate = new Gate(_ => 0, SpeedOf);
        var result = Run(new Goal(GoalKind.Speedup, 1.5), gate);
        Assert.InRange(SpeedOf(result.Pruned), 1.5, 2.5);
        Assert.All(result.Plan.Groups, group => Assert.Equal(0, group.Kept.Length % 16));
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public void Fastest_IsTheModelThatPassed()
    {
        var gate = new Gate(model => SpeedOf(model) / 1.8, SpeedOf);
        var result = Run(new Goal(GoalKind.Fastest, 0), gate);
        Assert.InRange(SpeedOf(result.Pruned), 1.1, 1.8);
        Assert.Contains(result.Pruned, gate.Judged);
        Assert.True(result.After.MultiplyAdds < result.Dense.MultiplyAdds);
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public void Fastest_ThatNothingPasses_IsTheDenseModelItself()
    {
        var dense = Net();
        var result = Run(new Goal(GoalKind.Fastest, 0), new Gate(_ => 2, SpeedOf), dense);
        Assert.Same(dense, result.Pruned);
        Assert.All(result.Plan.Groups, group => Assert.Equal(0, group.Removed));
        Assert.Equal("POB3012", Assert.Single(result.Warnings).Code);
        Assert.True(result.Law.Error <= result.Law.Tolerance);
    }

    [Fact]
    public void EqualStairs_GiveEqualBytes()
    {
        var (one, two) = (Run(new Goal(GoalKind.Fastest, 0), new Gate(model => SpeedOf(model) / 1.8, SpeedOf)), Run(new Goal(GoalKind.Fastest, 0), new Gate(model => SpeedOf(model) / 1.8, SpeedOf)));
        Assert.Equal(one.Pruned.Proto, two.Pruned.Proto);
    }

    private static ModelGraph Net() => TinyModel.Input("x", 1, 3, 8, 8)
        .Conv("conv1", 64).Relu().Conv("conv2", 64).Relu().Conv("conv3", 64).Relu().GlobalAveragePool().Flatten().Gemm("fc", 4).Output("y");

    /// <summary>A machine on which the time is half a constant, half the convolutions' weights.</summary>
    private static double SpeedOf(ModelGraph model) => 2 / (1 + (Weights(model) / Weights(Net())));

    private static double Weights(ModelGraph model) => model.Graph.Initializer.Sum(tensor => tensor.Dims.Aggregate(1.0, (product, dim) => product * dim));

    private PruneResult Run(Goal goal, Gate gate, ModelGraph? dense = null)
    {
        var place = new SourceLocation("prune.yaml", 2, 1);
        return new Pruner().Prune(new PruneRequest(
            dense ?? Net(),
            new ModelPolicy
            {
                Location = place,
                Path = Prune.At("tiny.onnx", 5),
                Target = Prune.At("t", 6),
                Prune = new PruneSettings
                {
                    Goal = Prune.At(goal, 7),
                    Criterion = Prune.At(Criterion.L2, 8),
                    Recovery = Prune.At(Policy.Recovery.None, 9),
                    Allocation = Prune.At(Allocation.Global, 10),
                },
            },
            new TargetPolicy { Name = "t", Location = place, Hardware = Hardware.Cpu, Threads = 1, Widths = 16 })
        {
            Trials = gate,
            LayerTimer = new FakeStairs(16),
            CacheFolder = _cache.Path,
            Progress = new Progress<string>(),
        });
    }

    /// <summary>A gate and a stopwatch that look at the model alone.</summary>
    private sealed class Gate(Func<ModelGraph, double> used, Func<ModelGraph, double> speedup) : ITrials
    {
        public List<ModelGraph> Judged { get; } = [];

        public IReadOnlyDictionary<string, Tensor> Sample { get; } =
            new Dictionary<string, Tensor> { ["x"] = Tensor.Of(new float[3 * 8 * 8], 1, 3, 8, 8) };

        public AccuracyTrial Accuracy(ModelGraph pruned)
        {
            Judged.Add(pruned);
            var share = used(pruned);
            return new AccuracyTrial(share <= 1, share, "some of it", "maxDrop: more");
        }

        public void Prepare()
        {
        }

        public double Speedup(ModelGraph pruned) => speedup(pruned);

        public void Dispose()
        {
        }
    }
}
