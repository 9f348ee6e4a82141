namespace PruneOnBuild.Pruning.Sparsity.Obs;

/// <summary>Spreads what has to go over layers: step by step where it costs the least for what goes.</summary>
internal static class SparsityAllocation
{
    /// <summary>What a step leaves of a layer's kept share.</summary>
    private const double Step = 0.98;

    /// <param name="excess">How much must go, in the unit of the curves' sizes.</param>
    /// <returns>By weight: the share that goes. All together it is as much as was asked for, unless every layer has come to its floor before.</returns>
    public static IReadOnlyDictionary<string, double> Spread(IReadOnlyList<SparsityCurve> curves, double excess)
    {
        var kept = curves.Select(_ => 1.0).ToArray();
        while (excess > 0)
        {
            var (best, price) = (-1, double.PositiveInfinity);
            for (var i = 0; i < kept.Length; i++)
            {
                var next = Math.Max(curves[i].Floor, kept[i] * Step);
                var own = (curves[i].At(next) - curves[i].At(kept[i])) / ((kept[i] - next) * curves[i].Size);
                (best, price) = next < kept[i] && own < price ? (i, own) : (best, price);
            }

            if (best < 0)
            {
                break;
            }

            var going = Math.Min(excess, (kept[best] - Math.Max(curves[best].Floor, kept[best] * Step)) * curves[best].Size);
            kept[best] -= going / curves[best].Size;
            excess -= going;
        }

        return curves.Zip(kept).ToDictionary(pair => pair.First.Name, pair => 1 - pair.Second);
    }
}
