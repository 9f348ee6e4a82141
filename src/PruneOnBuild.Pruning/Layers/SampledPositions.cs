namespace PruneOnBuild.Pruning.Layers;

/// <summary>
/// The positions of a layer that statistics are taken of. All of them where there are few; else as many as a Gram matrix of the layer's size
/// needs, spread evenly and elsewhere in each batch.
/// </summary>
internal static class SampledPositions
{
    /// <summary>Multiply-adds that one Gram matrix may cost: a tenth of a second on two cores.</summary>
    private const double MostWork = 3e9;

    /// <summary>Rows beyond which narrow layers learn nothing more.</summary>
    private const double MostRows = 1 << 16;

    /// <summary>Rows below this many times the features leave a fit to chance, whatever they cost.</summary>
    private const int RowsPerFeature = 8;

    /// <param name="positions">Positions of one sample.</param>
    /// <param name="samples">Samples of the whole set.</param>
    /// <param name="features">Rows of W.</param>
    /// <param name="batch">First sample of the batch.</param>
    /// <param name="times">How many times as many rows as a Gram matrix alone needs.</param>
    public static int[] Of(int positions, int samples, int features, int batch, int times = 1)
    {
        if (positions == 0)
        {
            return [];
        }

        var rows = times * Math.Max(RowsPerFeature * (double)features, Math.Min(MostRows, MostWork / ((double)features * features)));
        var count = (int)Math.Clamp(Math.Ceiling(rows / samples), 1, positions);
        var offset = (int)((uint)batch * 2654435761u % (uint)positions);
        return [.. Enumerable.Range(0, count).Select(i => (int)((((long)i * positions / count) + offset) % positions)).Order()];
    }
}
