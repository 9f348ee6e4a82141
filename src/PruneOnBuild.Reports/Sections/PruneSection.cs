using System.Collections.Immutable;
using System.Globalization;
using PruneOnBuild.Policy;

namespace PruneOnBuild.Reports.Sections;

/// <summary>The settings that the plan follows, in the words of prune.yaml.</summary>
/// <param name="GoalValue">In the unit of the goal (see <see cref="GoalKind"/>); 0 where it has no value.</param>
public sealed record PruneSection(
    string Goal, double GoalValue, string Criterion, string Recovery, string Allocation, ImmutableArray<string> Keep, int Seed)
{
    public static PruneSection Of(PruneSettings prune) => new(
        prune.Goal.Value.Kind.Word(),
        prune.Goal.Value.Value,
        prune.Criterion.Value.Word(),
        prune.Recovery.Value.Word(),
        prune.Allocation.Value.Word(),
        [.. prune.Keep.Select(glob => glob.Value)],
        prune.Seed);

    /// <summary><c>goal flops 0.5, criterion l1</c></summary>
    public override string ToString()
    {
        string value = GoalValue == 0 ? "" : GoalValue.ToString(" 0.####", CultureInfo.InvariantCulture);
        return $"goal {Goal}{value}, criterion {Criterion}{(Recovery == "none" ? "" : $", recovery {Recovery}")}";
    }
}
