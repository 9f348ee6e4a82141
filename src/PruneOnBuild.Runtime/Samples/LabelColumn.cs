using System.Collections.Immutable;
using System.Globalization;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Runtime.Samples;

/// <summary>
/// Collects one label per sample: numbers, or names of classes. Names get the numbers of their places among the declared ones, else of their
/// ordinal order.
/// </summary>
internal sealed class LabelColumn(ImmutableArray<string> classes)
{
    private readonly List<string> _texts = [];
    private readonly List<SourceLocation> _places = [];

    public void Add(string text, SourceLocation place)
    {
        _texts.Add(text);
        _places.Add(place);
    }

    /// <exception cref="PruneOnBuildException">POB5135: a label is empty, or no declared class.</exception>
    public SampleLabels ToLabels()
    {
        var empty = _texts.FindIndex(text => text.Length == 0);
        if (empty >= 0)
            throw RuntimeErrors.LabelUnknown(_places[empty], "", classes);
        if (classes.IsEmpty && _texts.All(IsNumber))
            return SampleLabels.OfArray(Tensor.Of(
                _texts.Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray(), _texts.Count));
        var names = classes.IsEmpty ? [.. _texts.Distinct().Order(StringComparer.Ordinal)] : classes;
        var numbers = names.Select((name, number) => (name, number)).ToDictionary(pair => pair.name, pair => (long)pair.number);
        return SampleLabels.OfClasses(
            _texts.Select((text, sample) => numbers.TryGetValue(text, out var number)
                ? number
                : throw RuntimeErrors.LabelUnknown(_places[sample], text, classes)),
            names,
            areNamesInferred: classes.IsEmpty);
    }

    private static bool IsNumber(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number);
}
