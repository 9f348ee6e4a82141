namespace PruneOnBuild.Kernels.Product;

/// <summary>Shares a call out to workers.</summary>
internal static class Splitting
{
    /// <summary>Share of the workers' time in which all have work, that is worth no further cut.</summary>
    private const double Balanced = 0.85;

    /// <summary>How many panels of rows each piece computes. Whoever splits a tile by its rows copies its columns twice, so that is done
    /// only where the tiles alone keep too few workers busy.</summary>
    /// <param name="tiles">Or bands, as pieces that compute all panels.</param>
    /// <returns>At least 1.</returns>
    public static int PanelsOfPiece(int tiles, int panels, int workers)
    {
        if (workers == 1)
            return panels;
        for (int splits = 1; splits < panels; splits++)
        {
            int pieces = tiles * splits, rounds = (pieces + workers - 1) / workers;
            if (pieces >= Balanced * rounds * workers)
                return (panels + splits - 1) / splits;
        }
        return 1;
    }
}
