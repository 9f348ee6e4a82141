using System.Collections.Immutable;
using PruneOnBuild.Gates;
using PruneOnBuild.Pruning.Plans;
using PruneOnBuild.Pruning.Swaps;

namespace PruneOnBuild.Reports.Tables;

/// <summary>What a plan does, in full.</summary>
internal static class PlanTables
{
    private const int BarLength = 16;

    /// <summary>Groups of a structured plan: how much of each is kept.</summary>
    /// <param name="withBars">Whether a column shows the share as a bar of letters.</param>
    public static Table Groups(PrunePlan plan, bool withBars = true) => new(
        [new("group"), new("kept", Right: true), new("of", Right: true), .. withBars ? [new Column("")] : Array.Empty<Column>(), new("goes together")],
        [.. plan.Groups.Select(group => Row(group, withBars))]);

    /// <summary>What may not be cut, and why.</summary>
    public static Table Frozen(PrunePlan plan) => new(
        [new("frozen"), new("channels", Right: true), new("reason")],
        [.. plan.Frozen.Select(frozen => (ImmutableArray<string>)[frozen.Name, Figures.Count(frozen.Channels), frozen.Reason])]);

    /// <summary>Tensors of a sparse plan: how much of each is zero.</summary>
    public static Table Tensors(Report report)
    {
        ImmutableArray<Column> columns =
        [
            new("layer"),
            new("weights", Right: true),
            new("zeros", Right: true),
            new("sparsity", Right: true),
            new("packed", Right: true),
        ];
        var tensors = report.Plan.Tensors;
        if (report.Kernels is not { } choice)
            return new Table(columns, [.. tensors.Select(Row)]);
        var layers = choice.Layers.GroupBy(layer => layer.Node).ToDictionary(layer => layer.Key, layer => layer.First());
        return new Table(
            [.. columns, new("dense ms", Right: true), new("sparse ms", Right: true), new("runs")],
            [.. tensors.Select(tensor => (ImmutableArray<string>)[.. Row(tensor), .. Kernel(layers.GetValueOrDefault(tensor.Node))])]);
    }

    private static string[] Kernel(ProbedLayer? layer) => layer switch
    {
        null => ["", "", "dense"],
        { DenseMs: 0 } => ["", "", layer.IsSwapped ? "sparse" : "dense"],
        _ => [Units.Plain(layer.DenseMs), Units.Plain(layer.SparseMs), layer.IsSwapped ? "sparse" : "dense"],
    };

    private static ImmutableArray<string> Row(GroupPlan group, bool withBar) =>
    [
        group.Name,
        Figures.Count(group.Kept.Length),
        Figures.Count(group.Channels),
        .. withBar ? [Bar(group.Kept.Length, group.Channels)] : Array.Empty<string>(),
        group.Members,
    ];

    private static ImmutableArray<string> Row(TensorPlan tensor) =>
    [
        tensor.Node,
        Figures.Count(tensor.Weights),
        Figures.Count(tensor.Zeros),
        Figures.Percent(tensor.Sparsity),
        Units.Bytes(tensor.PackedBytes),
    ];

    private static string Bar(int kept, int channels)
    {
        int full = channels == 0 ? 0 : (int)Math.Round((double)BarLength * kept / channels);
        return new string('█', full) + new string('░', BarLength - full);
    }
}
