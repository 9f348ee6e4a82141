namespace PruneOnBuild.Gates.Accuracy.Detection;

/// <summary>
/// Average precision: the mean, over the recalls 0, 0.01, ... 1, of the best precision at that recall or a higher one (101 points, as COCO's
/// evaluation has it).
/// </summary>
internal static class AveragePrecision
{
    private const int Points = 100;

    /// <param name="ranked">Detections of one class, in falling order of their scores.</param>
    /// <param name="level">The overlap at which they must be hits.</param>
    /// <param name="draws">How often each sample counts.</param>
    /// <param name="objects">Objects of the class in the samples drawn, above 0.</param>
    public static double Of(IReadOnlyList<Match> ranked, int level, ReadOnlySpan<int> draws, double objects)
    {
        var (recalls, precisions) = (new double[ranked.Count], new double[ranked.Count]);
        double hits = 0, all = 0;
        for (var index = 0; index < ranked.Count; index++)
        {
            var count = draws[ranked[index].Sample];
            hits += (ranked[index].Hits >> level & 1) * count;
            all += count;
            recalls[index] = hits / objects;
            precisions[index] = all == 0 ? 0 : hits / all;
        }

        for (var index = ranked.Count - 2; index >= 0; index--)
            precisions[index] = Math.Max(precisions[index], precisions[index + 1]);

        var (sum, at) = (0.0, 0);
        for (var point = 0; point <= Points; point++)
        {
            while (at < ranked.Count && recalls[at] < point / (double)Points)
                at++;
            sum += at < ranked.Count ? precisions[at] : 0;
        }

        return sum / (Points + 1);
    }
}
