namespace PruneOnBuild.Gates.Accuracy.Classes;

/// <summary>How often a class was the label, was named, and was both.</summary>
internal sealed class ClassCounts
{
    public double Labels { get; private set; }

    public double Named { get; private set; }

    public double Hits { get; private set; }

    public static IEnumerable<ClassCounts> Of(ReadOnlySpan<ClassAnswer> answers, ReadOnlySpan<int> draws)
    {
        var counts = new Dictionary<long, ClassCounts>();
        for (var sample = 0; sample < draws.Length; sample++)
        {
            if (draws[sample] == 0)
                continue;
            var (label, named) = (For(counts, answers[sample].Label), For(counts, answers[sample].Class));
            label.Labels += draws[sample];
            named.Named += draws[sample];
            label.Hits += answers[sample].Label == answers[sample].Class ? draws[sample] : 0;
        }

        return counts.Values;
    }

    private static ClassCounts For(Dictionary<long, ClassCounts> counts, long key)
    {
        if (!counts.TryGetValue(key, out var found))
            counts[key] = found = new ClassCounts();
        return found;
    }
}
