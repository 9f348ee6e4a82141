using System.Collections.Immutable;

namespace PruneOnBuild.RandomGraphs;

/// <summary>A value that the next block may read.</summary>
/// <param name="Axis">Where its channels lie: 1 in [N, C, ...], the last in [N, S, C].</param>
public sealed record Flow(string Name, ImmutableArray<long> Dims, int Axis)
{
    public int Rank => Dims.Length;

    public long Batch => Dims[0];

    public long Channels => Dims[Axis];

    public long Elements => Dims.Aggregate(1L, (product, dim) => product * dim);

    /// <summary>[N, C, L], [N, C, H, W] or [N, C, D, H, W].</summary>
    public bool IsSpatial => Rank >= 3 && Axis == 1;

    /// <summary>[N, C, H, W].</summary>
    public bool IsImage => Rank == 4 && Axis == 1;

    /// <summary>[N, S, C].</summary>
    public bool IsTokens => Rank == 3 && Axis == 2;

    /// <summary>[N, C].</summary>
    public bool IsFeatures => Rank == 2;

    /// <summary>[N, C], [N, S, C] or [N, H, W, C].</summary>
    public bool IsChannelsLast => Axis == Rank - 1;

    /// <summary>The dims with other channels.</summary>
    public ImmutableArray<long> WithChannels(long channels) => Dims.SetItem(Axis, channels);
}
