using PruneOnBuild.Gates.Statistics;

namespace PruneOnBuild.Gates.Accuracy;

/// <summary>Of a metric that is the mean of what each sample has: how sure that mean is.</summary>
/// <param name="Change">Dense minus pruned, sample by sample.</param>
/// <param name="Pruned">The pruned model's metric.</param>
public sealed record PairedMeans(SampleMean Change, SampleMean Pruned)
{
    /// <param name="dense">Each sample's figure; as many as <paramref name="pruned"/>.</param>
    public static PairedMeans Of(IReadOnlyList<double> dense, IReadOnlyList<double> pruned) =>
        new(SampleMean.Of([.. dense.Zip(pruned, (before, after) => before - after)]), SampleMean.Of([.. pruned]));
}
