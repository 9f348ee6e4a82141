using System.Collections.Immutable;
using System.Globalization;
using PruneOnBuild.Gates;
using PruneOnBuild.Gates.Accuracy;
using PruneOnBuild.Gates.Accuracy.Damage;

namespace PruneOnBuild.Reports.Tables;

/// <summary>How many samples got worse and better, and those that lost most.</summary>
internal static class DamageTable
{
    public static string Counts(AccuracyMeasurement accuracy, DamageFigures damage)
    {
        var isClass = damage.Most.Any(sample => sample.Label is not null);
        return accuracy.Outcomes is null && !isClass
            ? $"{Figures.Count(damage.Worse)} of {Figures.Count(accuracy.Samples)} samples do worse than before, {Figures.Count(damage.Better)} better."
            : $"{Figures.Count(damage.Worse)} of {Figures.Count(accuracy.Samples)} samples were right and are wrong (negative flips), "
                + $"{Figures.Count(damage.Better)} were wrong and are right.";
    }

    public static Table Most(DamageFigures damage) => new(
        [
            new("sample", Right: true),
            new("label", Right: true),
            new("dense", Right: true),
            new("pruned", Right: true),
            new("loss", Right: true),
        ],
        [.. damage.Most.Select(Row)]);

    private static ImmutableArray<string> Row(DamagedSample sample) =>
    [
        sample.Index.ToString(CultureInfo.InvariantCulture),
        sample.Label?.ToString(CultureInfo.InvariantCulture) ?? "",
        Units.Plain(sample.Dense),
        Units.Plain(sample.Pruned),
        Units.Plain(sample.Loss),
    ];
}
