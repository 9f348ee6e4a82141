using System.Diagnostics;
using System.Globalization;
using ObjectImages;

namespace ImageClassifier;

/// <summary>What one model gets right, and how long it takes.</summary>
internal sealed class Score(string name, Classifier classifier)
{
    private readonly List<double> milliseconds = [];
    private int right;

    public static string Header { get; } = $"{"",-8}{"top-1",8}{"median",12}{"file",12}";

    public void Add(ReadOnlySpan<byte> image, long label)
    {
        var start = Stopwatch.GetTimestamp();
        var (kind, _) = classifier.Classify(image);
        milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        right += kind == (ObjectClass)label ? 1 : 0;
    }

    public override string ToString()
    {
        var median = milliseconds.Order().ElementAt(milliseconds.Count / 2);
        return string.Create(CultureInfo.InvariantCulture,
            $"{name,-8}{100.0 * right / milliseconds.Count,6:F1} %{median,9:F3} ms{classifier.FileBytes / 1000.0,9:F0} KB");
    }
}
