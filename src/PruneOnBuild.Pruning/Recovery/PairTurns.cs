namespace PruneOnBuild.Pruning.Recovery;

/// <summary>Which batches a pair of layers is re-fitted to: as many as the pair's size asks for, spread evenly.</summary>
internal sealed class PairTurns(LayerPair pair, int batches)
{
    /// <summary>Multiply-adds of one run of both layers over all samples taken: a re-fit is some 25 of them, half a second to a second on two cores.</summary>
    private const double MostWork = 8e8;

    /// <summary>Positions below this many times the features of the first layer leave a fit to chance, whatever they cost.</summary>
    private const int PositionsPerFeature = 16;

    /// <summary>Positions beyond which narrow layers learn nothing more.</summary>
    private const int MostPositions = 1 << 15;

    /// <param name="positions">Of the first layer, for each sample.</param>
    /// <param name="count">Samples of the batch.</param>
    public bool Takes(int batch, int positions, int count)
    {
        double PerPosition() => ((double)pair.First.Features * pair.First.Outputs) + ((double)pair.Second.Features * pair.Second.Outputs);
        var wanted = Math.Max(PositionsPerFeature * (double)pair.First.Features, Math.Min(MostPositions, MostWork / PerPosition()));
        var taken = Math.Clamp((int)Math.Ceiling(wanted / Math.Max(1, positions * count)), 4, batches);

        // Those that fit come first, then those that judge: an even stride takes the same share of both.
        return (long)batch * taken / batches != (long)(batch - 1) * taken / batches || batch == 0;
    }
}
