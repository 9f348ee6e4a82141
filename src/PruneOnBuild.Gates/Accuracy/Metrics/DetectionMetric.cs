using System.Collections.Immutable;
using PruneOnBuild.Gates.Accuracy.Detection;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Gates.Accuracy.Metrics;

/// <summary>map50 and map: average precision, mean over overlaps and over classes that have objects. NaN where there is no object at all.</summary>
internal sealed class DetectionMetric(ImmutableArray<double> overlaps, int samples, SampleLabels labels, int output, DetectionLayout layout)
    : IMetric
{
    private readonly List<Match> _matches = [];
    private readonly SortedDictionary<int, int[]> _objects = [];
    private readonly double[] _found = new double[samples];
    private Dictionary<int, Match[]> _ranked = [];

    public static ImmutableArray<double> Half { get; } = [0.5];

    public static ImmutableArray<double> Coco { get; } = [.. Enumerable.Range(0, 10).Select(step => (50 + 5 * step) / 100.0)];

    public void Add(int sample, SampleOutput given, SampleOutput dense)
    {
        var objects = layout.Objects(labels.ValuesOf(sample, output), sample);
        foreach (var found in objects)
        {
            if (!_objects.TryGetValue(found.Class, out var counts))
                _objects[found.Class] = counts = new int[samples];
            counts[sample]++;
        }

        Match[] matches = [.. Matching.Of(sample, layout.Found(given), objects, overlaps)];
        _matches.AddRange(matches);
        var most = Math.Max(objects.Length, matches.Length);
        _found[sample] = most == 0 ? 1 : matches.Count(match => (match.Hits & 1) == 1) / (double)most;
    }

    public void Complete() => _ranked = _matches.GroupBy(match => match.Class)
        .ToDictionary(group => group.Key, group => group.OrderByDescending(match => match.Score).ToArray());

    public double Of(ReadOnlySpan<int> draws)
    {
        double sum = 0, classes = 0;
        foreach (var (kind, counts) in _objects)
        {
            var objects = 0.0;
            for (var sample = 0; sample < draws.Length; sample++)
                objects += (double)draws[sample] * counts[sample];
            if (objects == 0)
                continue;
            classes++;
            if (_ranked.TryGetValue(kind, out var ranked))
                for (var level = 0; level < overlaps.Length; level++)
                    sum += AveragePrecision.Of(ranked, level, draws, objects) / overlaps.Length;
        }

        return sum / classes;
    }

    /// <summary>Hits at an overlap of 0.5 over detections or objects, whichever are more.</summary>
    public SampleAnswer AnswerOn(int sample) => new(_found[sample], _found[sample]);
}
