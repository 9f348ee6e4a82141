using System.Globalization;

namespace PruneOnBuild.Cli.Bench.Gates.Builds;

/// <summary>A time in which one process held the timing lock, as the lock's log has it.</summary>
/// <param name="From">Ticks of this machine, as is <paramref name="To"/>.</param>
internal sealed record TimedSpan(int Process, long From, long To)
{
    /// <summary>In the order of their beginnings.</summary>
    public static IReadOnlyList<TimedSpan> Read(string log) =>
    [
        .. File.ReadLines(log)
            .Select(line => Array.ConvertAll(line.Split(' '), word => long.Parse(word, CultureInfo.InvariantCulture)))
            .Select(words => new TimedSpan((int)words[0], words[1], words[2]))
            .OrderBy(span => span.From),
    ];

    /// <summary>Each that begins before the one before it has ended.</summary>
    /// <param name="spans">In the order of their beginnings.</param>
    public static IEnumerable<(TimedSpan Before, TimedSpan Span)> Overlaps(IReadOnlyList<TimedSpan> spans) =>
        spans.Zip(spans.Skip(1)).Where(pair => pair.Second.From < pair.First.To);
}
