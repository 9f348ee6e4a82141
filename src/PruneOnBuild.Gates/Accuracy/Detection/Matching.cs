using System.Collections.Immutable;

namespace PruneOnBuild.Gates.Accuracy.Detection;

/// <summary>
/// Which detections of one sample are hits. As COCO's evaluation has it: detections in order of their scores, 100 at most, each take the object of
/// their class that they overlap most, among those that are not taken and overlap enough.
/// </summary>
internal static class Matching
{
    private const int MostDetections = 100;

    public static IEnumerable<Match> Of(
        int sample, ImmutableArray<DetectedObject> found, ImmutableArray<DetectedObject> objects, ImmutableArray<double> overlaps)
    {
        DetectedObject[] ranked = [.. found.OrderByDescending(detection => detection.Score).Take(MostDetections)];
        var hits = new int[ranked.Length];
        for (var level = 0; level < overlaps.Length; level++)
        {
            var taken = new bool[objects.Length];
            for (var index = 0; index < ranked.Length; index++)
                if (Best(ranked[index], objects, taken, overlaps[level]) is { } best)
                {
                    taken[best] = true;
                    hits[index] |= 1 << level;
                }
        }

        return ranked.Select((detection, index) => new Match(sample, detection.Class, detection.Score, hits[index]));
    }

    private static int? Best(DetectedObject detection, ImmutableArray<DetectedObject> objects, bool[] taken, double overlap)
    {
        int? best = null;
        for (var index = 0; index < objects.Length; index++)
        {
            if (taken[index] || objects[index].Class != detection.Class)
                continue;
            var own = detection.Box.Overlap(objects[index].Box);
            if (own >= overlap && (best is null || own > detection.Box.Overlap(objects[best.Value].Box)))
                best = index;
        }

        return best;
    }
}
