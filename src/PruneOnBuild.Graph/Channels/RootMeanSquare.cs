namespace PruneOnBuild.Graph.Channels;

/// <summary>
/// x / sqrt(mean of squares + epsilon) * scale over the last axis. A channel of zeros adds nothing to the sum of squares, and the mean is
/// over fewer: with C' of C channels the same comes out for scale * sqrt(C / C') and epsilon * C / C'.
/// </summary>
internal static class RootMeanSquare
{
    private const float DefaultEpsilon = 1e-5f;

    /// <summary>The operators of which that is true; others subtract the mean first.</summary>
    public static bool Is(string type) => type is "RMSNormalization" or "SimplifiedLayerNormalization" or "SkipSimplifiedLayerNormalization";

    /// <summary>Whether scale can be rewritten, and nobody reads the statistics, which a cut changes.</summary>
    /// <param name="scale">Input that holds it, [C].</param>
    public static bool CanBeCut(AxisContext node, int scale, params ReadOnlySpan<int> statistics)
    {
        foreach (var output in statistics)
        {
            if (output < node.Node.Output.Count && node.Node.Output[output].Length > 0 && (node.ReadersOf(output).Count > 0 || node.IsGraphOutput(output)))
            {
                return false;
            }
        }

        return node.IsConstant(scale) && node.InputShape(scale) is { Rank: 1 };
    }

    /// <summary>Rewrites scale and epsilon, where the last axis of the first input is cut.</summary>
    public static void Cut(CutContext node, int scale)
    {
        if (node.InputShape(0) is not { } x || node.Input(0, x.Rank - 1) is not { } channels || !node.IsCut(channels))
        {
            return;
        }

        var share = (double)channels.Length / node.Kept(channels);
        node.ScaleInput(scale, Math.Sqrt(share));
        node.Node.SetFloat("epsilon", (float)(node.Dense.Float("epsilon", DefaultEpsilon) * share));
    }
}
