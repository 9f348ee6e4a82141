using PruneOnBuild.Graph;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Pruning.Calibration;
using PruneOnBuild.Pruning.Plans;
using PruneOnBuild.Pruning.Tests.Algebra;
using PruneOnBuild.Runtime;
using PruneOnBuild.Testing;

namespace PruneOnBuild.Pruning.Tests.Sparsity.Obs;

/// <summary>A small residual network with samples, pruned as a policy with calibration data would.</summary>
internal static class Calibrated
{
    private const int Batch = 8;
    private const int Side = 6;

    public static ModelGraph Model() =>
        TinyModel.Input("x", Batch, 4, Side, Side).Conv("stem", 8).Relu().As("skip")
            .Conv("branch1", 12).Relu().Conv("branch2", 8).Add("skip").Relu().Conv("head", 4, kernel: 1).Output("y");

    public static SampleSet Samples(int count, int seed)
    {
        var values = Some.Floats(count * 4 * Side * Side, seed);
        return SampleSet.Of(new Dictionary<string, Tensor> { ["x"] = Tensor.Of(values, count, 4, Side, Side) }, fixedBatch: Batch);
    }

    public static PruneResult Run(
        double sparsity, SparsityPattern pattern, Criterion criterion = Criterion.Obs, Policy.Recovery recovery = Policy.Recovery.LeastSquares,
        Allocation allocation = Allocation.Layer, LockedPlan? plan = null, ModelGraph? model = null, params string[] keep) =>
        new Pruner().Prune(new PruneRequest(
            model ?? Model(),
            new ModelPolicy
            {
                Location = Place(5),
                Path = Prune.At("tiny.onnx", 5),
                Target = Prune.At("t", 6),
                Prune = new PruneSettings
                {
                    Goal = Prune.At(new Goal(GoalKind.Sparsity, sparsity), 7),
                    Criterion = Prune.At(criterion, 8),
                    Recovery = Prune.At(recovery, 9),
                    Allocation = Prune.At(allocation, 10),
                    Keep = [.. keep.Select(glob => Prune.At(glob, 11))],
                },
            },
            new TargetPolicy { Name = "t", Location = Place(2), Hardware = Hardware.Sparse, Pattern = Prune.At(pattern, 3) }) { Calibration = Samples(96, seed: 1), Plan = plan, Progress = new Progress<string>() });

    /// <summary>On samples that nothing has seen.</summary>
    public static double Loss(PruneResult result) => new OutputLoss(Model(), CalibrationSamples.Of(Samples(64, seed: 2))).Of(result.Pruned);

    private static SourceLocation Place(int line) => new("prune.yaml", line, 1);
}
