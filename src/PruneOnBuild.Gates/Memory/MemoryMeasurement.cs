using System.Collections.Immutable;
using PruneOnBuild.Gates.Statistics;

namespace PruneOnBuild.Gates.Memory;

/// <summary>
/// Peak resident bytes of fresh processes: each opens one model, runs one sample and ends. All three lists are equally long, and taken in turns.
/// </summary>
/// <param name="BaselineBytes">Of processes that load the runtime and open no model.</param>
/// <param name="DenseBytes">Of processes that open the dense model.</param>
/// <param name="PrunedBytes">Of processes that open the pruned model.</param>
/// <param name="Feeds">What was fed, such as <c>input float32[1,3,32,32]</c>.</param>
public sealed record MemoryMeasurement(
    ImmutableArray<double> BaselineBytes, ImmutableArray<double> DenseBytes, ImmutableArray<double> PrunedBytes, string Feeds)
{
    /// <summary>Median of the processes that open no model.</summary>
    public double Baseline => Median(BaselineBytes);

    /// <summary>What the dense model adds to <see cref="Baseline"/>.</summary>
    public MemoryRange Dense => Above(DenseBytes);

    /// <summary>What the pruned model adds to <see cref="Baseline"/>.</summary>
    public MemoryRange Pruned => Above(PrunedBytes);

    private MemoryRange Above(ImmutableArray<double> bytes) => new(
        (bytes.IsDefaultOrEmpty ? double.NaN : bytes.Min()) - Baseline,
        Median(bytes) - Baseline,
        (bytes.IsDefaultOrEmpty ? double.NaN : bytes.Max()) - Baseline);

    private static double Median(ImmutableArray<double> bytes) =>
        bytes.IsDefaultOrEmpty ? double.NaN : OrderStatistics.Median(bytes.AsSpan());
}
