using PruneOnBuild.Graph;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Pruning.Plans;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Pruning.Tests;

/// <summary>Runs the pruner as a policy would ask for it.</summary>
internal static class Prune
{
    public static PruneResult Structured(
        ModelGraph model, Goal goal, int widths = 1, Criterion criterion = Criterion.L2, Allocation allocation = Allocation.Global, params string[] keep) =>
        Run(model, goal, Cpu(widths), criterion, Policy.Recovery.None, allocation, keep);

    public static PruneResult Calibrated(
        ModelGraph model, Goal goal, SampleSet? calibration, Criterion criterion, Policy.Recovery recovery = Policy.Recovery.LeastSquares, int seed = 0,
        Allocation allocation = Allocation.Global, LockedPlan? plan = null) =>
        Run(model, goal, Cpu(widths: 1), criterion, recovery, allocation, [], calibration, seed, plan);

    public static PruneResult Sparse(
        ModelGraph model, double sparsity, SparsityPattern pattern, Allocation allocation = Allocation.Global, params string[] keep) =>
        Sparse(model, sparsity, pattern, Criterion.L2, allocation, keep);

    public static PruneResult Sparse(
        ModelGraph model, double sparsity, SparsityPattern pattern, Criterion criterion, Allocation allocation = Allocation.Global, params string[] keep) =>
        Run(
            model,
            new Goal(GoalKind.Sparsity, sparsity),
            new TargetPolicy { Name = "t", Location = Place(2), Hardware = Hardware.Sparse, Pattern = At(pattern, 3) },
            criterion,
            Policy.Recovery.None,
            allocation,
            keep);

    public static PruneResult Sparse(ModelGraph model, double sparsity, TargetPolicy target) =>
        Run(model, new Goal(GoalKind.Sparsity, sparsity), target, Criterion.L2, Policy.Recovery.None, Allocation.Global, []);

    public static Located<T> At<T>(T value, int line) => new(value, Place(line));

    private static PruneResult Run(
        ModelGraph model, Goal goal, TargetPolicy target, Criterion criterion, Policy.Recovery recovery, Allocation allocation, string[] keep,
        SampleSet? calibration = null, int seed = 0, LockedPlan? plan = null) =>
        new Pruner().Prune(new PruneRequest(
            model,
            new ModelPolicy
            {
                Location = Place(5),
                Path = At("tiny.onnx", 5),
                Target = At(target.Name, 6),
                Prune = new PruneSettings
                {
                    Goal = At(goal, 7),
                    Criterion = At(criterion, 8),
                    Recovery = At(recovery, 9),
                    Allocation = At(allocation, 10),
                    Seed = seed,
                    Keep = [.. keep.Select(glob => At(glob, 11))],
                },
            },
            target) { Calibration = calibration, Plan = plan, Progress = new Progress<string>() });

    private static TargetPolicy Cpu(int widths) => new() { Name = "t", Location = Place(2), Hardware = Hardware.Cpu, Widths = widths };

    private static SourceLocation Place(int line) => new("prune.yaml", line, 1);
}
