namespace PruneOnBuild.Pruning.Recovery;

/// <summary>Which samples a pair of layers is re-fitted to: as many as the pair's size asks for, of batches that are spread evenly.</summary>
internal sealed class PairTurns(LayerPair pair, int batches)
{
    /// <summary>Multiply-adds of one run of both layers over all samples taken: a re-fit is some 25 of them, half a second to a second on two cores.</summary>
    private const double MostWork = 8e8;

    /// <summary>Positions below this many times the features of the first layer leave a fit to chance, whatever they cost.</summary>
    private const int PositionsPerFeature = 16;

    /// <summary>Positions beyond which narrow layers learn nothing more.</summary>
    private const int MostPositions = 40_000;

    /// <summary>Batches that are taken of however few positions are wanted: three that fit and one that judges.</summary>
    private const int FewestBatches = 4;

    /// <summary>How many samples of a batch are taken, its first ones; 0: none.</summary>
    /// <param name="positions">Of the first layer, for each sample.</param>
    /// <param name="count">Samples of the batch.</param>
    public int Of(int batch, int positions, int count)
    {
        double PerPosition() => ((double)pair.First.Features * pair.First.Outputs) + ((double)pair.Second.Features * pair.Second.Outputs);
        var wanted = Math.Max(PositionsPerFeature * (double)pair.First.Features, Math.Min(MostPositions, MostWork / PerPosition()));
        var samples = wanted / Math.Max(1, positions);
        var taken = Math.Clamp((int)Math.Ceiling(samples / count), Math.Min(FewestBatches, batches), batches);

        // Those that fit come first, then those that judge: an even stride takes the same share of both.
        var takes = (long)batch * taken / batches != (long)(batch - 1) * taken / batches || batch == 0;
        return takes ? (int)Math.Clamp(Math.Ceiling(samples / taken), 1, count) : 0;
    }
}
