namespace PruneOnBuild.Pruning.Sparsity.Obs;

/// <summary>What it costs the whole model that one layer keeps only a share of its weights.</summary>
/// <param name="Name">The layer's weight.</param>
/// <param name="Size">What the layer counts for in the goal when it keeps all: its weights, or its multiply-adds.</param>
/// <param name="Kept">Shares kept, descending, each below 1.</param>
/// <param name="Losses">Loss of the outputs at each, above 0, never falling.</param>
internal sealed record SparsityCurve(string Name, double Size, IReadOnlyList<double> Kept, IReadOnlyList<double> Losses)
{
    /// <summary>The least share a layer keeps.</summary>
    public double Floor => Kept[^1];

    /// <summary>A power of the share between the points; above the first, the square of the share that went.</summary>
    public double At(double kept)
    {
        if (kept >= Kept[0])
        {
            return Losses[0] * Math.Pow((1 - kept) / (1 - Kept[0]), 2);
        }

        var after = 1;
        while (after < Kept.Count - 1 && kept < Kept[after])
        {
            after++;
        }

        var share = Math.Log(kept / Kept[after - 1]) / Math.Log(Kept[after] / Kept[after - 1]);
        return Losses[after - 1] * Math.Pow(Losses[after] / Losses[after - 1], share);
    }
}
