using System.Collections.Immutable;
using System.Globalization;

namespace PruneOnBuild.Cli.Locking;

/// <summary>Ascending indices as short text: <c>0-3 7 9-15</c>. Both ends of a range belong to it.</summary>
internal static class KeptRanges
{
    /// <summary>More channels has no layer; a slip of the pen must not fill the memory.</summary>
    private const int Most = 1 << 24;

    public static string Format(ImmutableArray<int> indices)
    {
        var ranges = new List<string>();
        for (int first = 0, last; first < indices.Length; first = last + 1)
        {
            last = first;
            while (last + 1 < indices.Length && indices[last + 1] == indices[last] + 1)
                last++;
            ranges.Add(last == first
                ? Number(indices[first])
                : $"{Number(indices[first])}-{Number(indices[last])}");
        }
        return string.Join(' ', ranges);
    }

    /// <summary>Null where the text is none that <see cref="Format"/> could have written, but for how it groups.</summary>
    public static ImmutableArray<int>? Parse(string text)
    {
        var indices = ImmutableArray.CreateBuilder<int>();
        foreach (string range in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] ends = range.Split('-');
            if (ends.Length > 2 || Index(ends[0]) is not { } first || Index(ends[^1]) is not { } last
                || last < first || (indices.Count > 0 && first <= indices[^1]))
            {
                return null;
            }
            for (int index = first; index <= last; index++)
                indices.Add(index);
        }
        return indices.ToImmutable();
    }

    private static string Number(int index) => index.ToString(CultureInfo.InvariantCulture);

    private static int? Index(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < Most ? index : null;
}
