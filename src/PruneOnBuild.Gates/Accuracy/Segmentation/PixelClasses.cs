using System.Collections.Immutable;
using PruneOnBuild.Gates.Accuracy.Classes;

namespace PruneOnBuild.Gates.Accuracy.Segmentation;

/// <summary>Which class an output names for each pixel: the largest of the scores on the first axis or the last, or the class itself.</summary>
internal static class PixelClasses
{
    /// <param name="dims">Of one sample: [classes, height, width], [height, width, classes] or [height, width].</param>
    /// <param name="pixels">That the labels have.</param>
    /// <returns>Null where the output fits no form.</returns>
    public static int[]? Of(ReadOnlySpan<float> values, ImmutableArray<long> dims, int pixels)
    {
        var classes = new int[pixels];
        if (values.Length == pixels)
        {
            for (var pixel = 0; pixel < pixels; pixel++)
            {
                classes[pixel] = (int)values[pixel];
                if (classes[pixel] != values[pixel])
                    return null;
            }

            return classes;
        }

        if (dims.IsEmpty || pixels == 0 || values.Length % pixels != 0)
            return null;
        var count = values.Length / pixels;
        if (dims[0] != count && dims[^1] != count)
            return null;
        var (perPixel, perClass) = dims[0] == count ? (1, pixels) : (count, 1);
        var scores = new float[count];
        for (var pixel = 0; pixel < pixels; pixel++)
        {
            for (var kind = 0; kind < count; kind++)
                scores[kind] = values[pixel * perPixel + kind * perClass];
            classes[pixel] = ClassRank.Best(scores);
        }

        return classes;
    }
}
