namespace PruneOnBuild.Pruning.Saliency;

/// <summary>A loss measured at a few widths, carried to all others along an error that is known for each.</summary>
internal static class LossCurve
{
    private const double Smallest = 1e-12;

    /// <param name="errors">Error with n channels gone, n = 0 to all, never falling; in any unit.</param>
    /// <param name="measured">Loss at some n above 0; where there is none the errors themselves are the loss.</param>
    /// <returns>Loss for each n: 0 at 0, the measured ones (made not to fall), between them a power of the error, beyond the last its proportion.</returns>
    public static double[] Through(IReadOnlyList<double> errors, IReadOnlyDictionary<int, double> measured)
    {
        var points = measured.OrderBy(point => point.Key).Select(point => (Gone: point.Key, Loss: Math.Max(point.Value, Smallest))).ToList();
        if (points.Count == 0)
        {
            return [.. errors];
        }

        for (var i = 1; i < points.Count; i++)
        {
            points[i] = (points[i].Gone, Math.Max(points[i].Loss, points[i - 1].Loss));
        }

        var loss = new double[errors.Count];
        for (var gone = 1; gone < loss.Length; gone++)
        {
            var after = points.FindIndex(point => point.Gone >= gone);
            loss[gone] = after switch
            {
                0 => points[0].Loss * Ratio(errors[gone], errors[points[0].Gone]),
                -1 => points[^1].Loss * Ratio(errors[gone], errors[points[^1].Gone]),
                _ => Between(points[after - 1], points[after], gone),
            };
            loss[gone] = Math.Max(loss[gone], loss[gone - 1]);
        }

        return loss;

        double Between((int Gone, double Loss) low, (int Gone, double Loss) high, int gone)
        {
            var span = Math.Log(Ratio(errors[high.Gone], errors[low.Gone]));
            var share = span > Smallest ? Math.Log(Ratio(errors[gone], errors[low.Gone])) / span : (double)(gone - low.Gone) / (high.Gone - low.Gone);
            return low.Loss * Math.Pow(high.Loss / low.Loss, Math.Clamp(share, 0, 1));
        }
    }

    private static double Ratio(double a, double b) => Math.Max(a, Smallest) / Math.Max(b, Smallest);
}
