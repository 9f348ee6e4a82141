using PruneOnBuild.Gates.Accuracy.Segmentation;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Gates.Accuracy.Metrics;

/// <summary>
/// miou: over all samples, pixels that are labelled and named as a class over those that are either, mean over classes that are either
/// anywhere. Pixels with the ignored label do not count.
/// </summary>
/// <param name="output">Position of the judged output among the model's.</param>
/// <param name="place">Of the gate's output in prune.yaml.</param>
internal sealed class SegmentationMetric(int samples, SampleLabels labels, int ignore, int output, SourceLocation place) : IMetric
{
    private readonly Overlap[][] _samples = [.. Enumerable.Repeat<Overlap[]>([], samples)];

    public void Add(int sample, SampleOutput given, SampleOutput dense)
    {
        var wanted = labels.ValuesOf(sample, output);
        var named = PixelClasses.Of(given.Values, given.DimsOf(0), wanted.Length)
            ?? throw GateErrors.NoPixelClasses(place, given.DimsOf(0), wanted.Length);
        var counts = new SortedDictionary<int, (int Both, int Either)>();
        for (var pixel = 0; pixel < named.Length; pixel++)
        {
            var label = (int)wanted[pixel];
            if (label == ignore)
                continue;
            var own = counts.GetValueOrDefault(label);
            var isBoth = named[pixel] == label;
            counts[label] = (own.Both + (isBoth ? 1 : 0), own.Either + 1);
            if (!isBoth)
            {
                var other = counts.GetValueOrDefault(named[pixel]);
                counts[named[pixel]] = (other.Both, other.Either + 1);
            }
        }

        _samples[sample] = [.. counts.Select(count => new Overlap(count.Key, count.Value.Both, count.Value.Either))];
    }

    public double Of(ReadOnlySpan<int> draws)
    {
        var counts = new SortedDictionary<int, (double Both, double Either)>();
        for (var sample = 0; sample < draws.Length; sample++)
            if (draws[sample] > 0)
                foreach (var overlap in _samples[sample])
                {
                    var own = counts.GetValueOrDefault(overlap.Class);
                    counts[overlap.Class] = (own.Both + (double)draws[sample] * overlap.Both, own.Either + (double)draws[sample] * overlap.Either);
                }

        return counts.Values.Select(count => count.Both / count.Either).DefaultIfEmpty(double.NaN).Average();
    }

    /// <summary>The sample's own miou.</summary>
    public SampleAnswer AnswerOn(int sample)
    {
        var own = _samples[sample].Select(overlap => (double)overlap.Both / overlap.Either).DefaultIfEmpty(1).Average();
        return new(own, own);
    }
}
