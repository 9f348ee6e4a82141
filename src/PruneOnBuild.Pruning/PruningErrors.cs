using System.Globalization;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Pruning.Groups;
using PruneOnBuild.Pruning.Plans;

namespace PruneOnBuild.Pruning;

/// <summary>Every POB3 message.</summary>
internal static class PruningErrors
{
    public static Diagnostic GoalNotServed(Located<Goal> goal, Hardware hardware) => Diagnostic.Error(
        "POB3001",
        goal.Location,
        goal.Value.Kind == GoalKind.Flops
            ? "Goal 'flops' for sparse targets needs criterion: obs, allocation: global, and a pattern other than n:m, which fixes every layer's share. "
                + "Write these, or use sparsity."
            : $"Goal '{goal.Value.Kind.Word()}' is not served for {hardware.Word()} targets in this version. Use sparsity or flops.");

    public static Diagnostic CriterionNotServed(Located<Criterion> criterion) => Diagnostic.Error(
        "POB3002",
        criterion.Location,
        $"Criterion '{criterion.Value.Word()}' is not served for sparse targets in this version. Use l1, l2 or obs.");

    public static Diagnostic RecoveryNotServed(Located<Policy.Recovery> recovery) => Diagnostic.Error(
        "POB3003",
        recovery.Location,
        "Recovery 'least-squares' finds no layer that it can re-fit: it serves Conv, Gemm and MatMul with stored float32 weights. Use none.");

    public static Diagnostic NothingToCut(string model, IEnumerable<string> reasons) => Diagnostic.Error(
        "POB3004",
        new SourceLocation(model),
        $"No channel of this model may be cut: {string.Join("; ", reasons.DefaultIfEmpty("it has no weights with channels"))}. "
        + "Remove the model from prune.yaml, or loosen keep.");

    public static Diagnostic LawBroken(string model, LawCheck law) => Diagnostic.Error(
        "POB3005",
        new SourceLocation(model),
        Text($"The pruned model differs from the masked dense model by {law.Error:G3}, at most {law.Tolerance:G3} is allowed. ")
        + "It was not written. This is a fault of PruneOnBuild: please report it with the model; keep: can freeze the layer until then.");

    public static Diagnostic GoalMissed(Located<Goal> goal, string reached) => Diagnostic.Warning(
        "POB3006",
        goal.Location,
        $"Goal {goal.Value.Kind.Word()}: {Text($"{goal.Value.Value}")} is out of reach: {reached}. The report lists what is frozen and why.");

    public static Diagnostic KeepMatchesNothing(Located<string> keep, string? nearest) => Diagnostic.Warning(
        "POB3007",
        keep.Location,
        $"keep '{keep.Value}' matches no node" + (nearest is null ? "." : $"; the nearest name is '{nearest}'."));

    public static Diagnostic NothingToZero(string model, SparsityPattern pattern) => Diagnostic.Error(
        "POB3008",
        new SourceLocation(model),
        $"No weight of this model can take pattern {pattern}. Remove the model from prune.yaml, choose another pattern, or loosen keep.");

    public static Diagnostic PatternContradictsGoal(Located<Goal> goal, SparsityPattern pattern, double sparsity) => Diagnostic.Error(
        "POB3009",
        goal.Location,
        Text($"Goal sparsity is {goal.Value.Value}, but pattern {pattern} gives {sparsity} at most. Write {sparsity} or less, or choose another pattern."));

    /// <param name="count">Weights of the type.</param>
    /// <param name="example">One of them.</param>
    /// <param name="remedy">The provider's own way out; null: none but a conversion.</param>
    public static Diagnostic OtherElementType(TargetPolicy target, int count, int of, string example, string type, string? remedy)
    {
        var types = string.Join(" or ", target.Gains.SelectMany(gain => gain.Types).Distinct().Select(taken => taken.Word()));
        return Diagnostic.Warning(
            "POB3013",
            target.Provider!.Location,
            $"{count} of {of} weights are {type}, such as '{example}', but provider {target.Provider.Value} skips zeros in {types} only: it would run "
            + $"these layers dense. To gain from the zeros, {remedy ?? $"convert the model to {types}"}.");
    }

    /// <param name="groups">The groups that cannot be cut, at least one.</param>
    /// <param name="multiple">What the first one's width stays a multiple of.</param>
    public static Diagnostic NoStep(IReadOnlyList<ChannelGroup> groups, int multiple, SourceLocation location) => Diagnostic.Warning(
        "POB3010",
        location,
        $"'{groups[0].Name}' has {groups[0].Channels.Length} channels and widths stay on multiples of {multiple}, so it cannot be cut"
        + groups.Count switch { 1 => ". ", 2 => "; nor can 1 more group. ", var count => $"; nor can {count - 1} more groups. " }
        + "A smaller 'widths' on the target would allow it, at the price of widths that are slower than their size.");

    /// <param name="what">How plan and model differ.</param>
    public static Diagnostic PlanDoesNotFit(LockedPlan plan, string model, string what) => Diagnostic.Error(
        "POB3020",
        plan.Location,
        Text($"The plan for '{Path.GetFileName(model)}' does not fit the model: {what}. ")
        + "Restore it from version control, or have it made anew with --lock update (in a build: PruneOnBuildLock=update).");

    /// <param name="layer">The one with the most multiply-adds.</param>
    public static Diagnostic ZerosDoNotPay(Swaps.ProbedLayer layer, SourceLocation target) => Diagnostic.Warning(
        "POB3021",
        target,
        Text($"Zeros do not pay here: layer '{layer.Node}', which has the most work, takes {layer.SparseMs:0.###} ms on sparse kernels with {layer.Sparsity:0 %} zeros ")
        + Text($"and {layer.DenseMs:0.###} ms on dense ones. Ask for more zeros, or for blocks (pattern: {{ block: 4x1 }}), or prune channels with hardware: cpu."));

    /// <param name="best">The greatest measured speed-up, at most 1.</param>
    /// <param name="measured">Models that were measured; 0: no allowed width is predicted to save time.</param>
    public static Diagnostic NothingFaster(Located<Goal> goal, double best, int measured) => Diagnostic.Warning(
        "POB3011",
        goal.Location,
        (measured == 0
            ? "No allowed cut is predicted to save time. "
            : Text($"No pruned model is faster than the dense one: the best of {measured} measured {best:0.00}x. "))
        + "The dense model is kept as it is. Loosen keep, try other 'widths' on the target, or measure on a quieter machine.");

    /// <param name="mildest">What the gate said of the mildest cut that was tried; null: none was tried.</param>
    /// <param name="isTimeUp">Milder cuts were left untried.</param>
    public static Diagnostic NothingPasses(Located<Goal> goal, AccuracyTrial? mildest, bool isTimeUp) => Diagnostic.Warning(
        "POB3012",
        goal.Location,
        (mildest is null
            ? "The time was up before any cut was tried. Raise maxSeconds. "
            : $"No cut that was tried passes the accuracy gate: the mildest has {mildest.Text}. It would pass with '{mildest.WouldPass}'. "
                + (isTimeUp ? "The time was up before milder ones were tried: raise maxSeconds. " : "Try recovery, criterion obs or smaller 'widths'. "))
        + "The dense model is kept as it is.");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
