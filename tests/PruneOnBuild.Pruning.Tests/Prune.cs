using PruneOnBuild.Graph;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Pruning.Tests;

/// <summary>Runs the pruner as a policy would ask for it.</summary>
internal static class Prune
{
    public static PruneResult Structured(
        ModelGraph model, Goal goal, int widths = 1, Criterion criterion = Criterion.L2, Allocation allocation = Allocation.Global, params string[] keep) =>
        Run(model, goal, new TargetPolicy { Name = "t", Location = Place(2), Hardware = Hardware.Cpu, Widths = widths }, criterion, allocation, keep);

    public static PruneResult Sparse(
        ModelGraph model, double sparsity, SparsityPattern pattern, Allocation allocation = Allocation.Global, params string[] keep) =>
        Run(
            model,
            new Goal(GoalKind.Sparsity, sparsity),
            new TargetPolicy { Name = "t", Location = Place(2), Hardware = Hardware.Sparse, Pattern = At(pattern, 3) },
            Criterion.L2,
            allocation,
            keep);

    public static Located<T> At<T>(T value, int line) => new(value, Place(line));

    private static PruneResult Run(
        ModelGraph model, Goal goal, TargetPolicy target, Criterion criterion, Allocation allocation, string[] keep) =>
        new Pruner().Prune(
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
                    Recovery = At(Policy.Recovery.None, 9),
                    Allocation = At(allocation, 10),
                    Keep = [.. keep.Select(glob => At(glob, 11))],
                },
            },
            target,
            calibration: null,
            new Progress<string>());

    private static SourceLocation Place(int line) => new("prune.yaml", line, 1);
}
