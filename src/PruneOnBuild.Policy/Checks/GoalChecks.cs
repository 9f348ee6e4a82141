using PruneOnBuild.Policy.Grammar;
using PruneOnBuild.Policy.Grammar.Sections;

namespace PruneOnBuild.Policy.Checks;

/// <summary>Whether a model's goal, criterion and allocation can be had on its target.</summary>
internal static class GoalChecks
{
    private static readonly GoalKind[] OfChannels = [GoalKind.Ratio, GoalKind.Speedup];

    public static void Run(SectionReading prune, Located<string> name, SectionReading target, Mistakes mistakes)
    {
        if (target.Written(TargetSection.Hardware) is not { } hardware)
            return;
        var isSparse = hardware.Value == Hardware.Sparse;
        if (prune.Written(PruneSection.Goal) is { } goal)
        {
            if (isSparse && OfChannels.Contains(goal.Value.Kind))
                mistakes.Add(PolicyErrors.GoalNeedsChannels(goal.Location, goal.Value.Kind.Word(), name.Value));
            if (!isSparse && goal.Value.Kind == GoalKind.Sparsity)
                mistakes.Add(PolicyErrors.SparsityNeedsSparse(goal.Location, name.Value, hardware.Value.Word()));
            if (isSparse && goal.Value.Kind == GoalKind.Sparsity)
                CheckPattern(prune, goal, target, mistakes);
            if (isSparse)
                CapabilityChecks.RunGoal(goal, target, mistakes);
        }
        if (isSparse && prune.Written(PruneSection.Criterion) is { Value: Criterion.BatchNormScale } criterion)
            mistakes.Add(PolicyErrors.CriterionNeedsChannels(
                criterion.Location, criterion.Value.Word(), name.Value));
    }

    // n:m leaves a layer two states, dense or zeroed by (m - n) / m.
    private static void CheckPattern(SectionReading prune, Located<Goal> goal, SectionReading target, Mistakes mistakes)
    {
        if (target.Written(TargetSection.Pattern)?.Value is not SparsityPattern.NOfM pattern)
            return;
        var share = pattern.Share;
        var sparsity = goal.Value.Value;
        if (sparsity > share)
            mistakes.Add(PolicyErrors.SparsityAbovePattern(goal.Location, sparsity, $"{pattern}", share));
        if (sparsity < share && prune.Written(PruneSection.Allocation) is { Value: Allocation.Layer } layer)
            mistakes.Add(PolicyErrors.LayersCannotShare(layer.Location, sparsity, $"{pattern}", share));
    }
}
