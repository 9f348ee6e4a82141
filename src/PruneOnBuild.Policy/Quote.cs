namespace PruneOnBuild.Policy;

/// <summary>Makes a user's text fit for a message of one line.</summary>
internal static class Quote
{
    private const int Longest = 60;

    public static string Shorten(string text, int longest = Longest)
    {
        var shown = text.Length > longest ? text[..longest] + "..." : text;
        return shown.Any(IsUnprintable) ? string.Concat(shown.Select(c => IsUnprintable(c) ? '?' : c)) : shown;
    }

    public static string List(IEnumerable<string> words, string last = "or")
    {
        var all = words.ToArray();
        return all.Length < 2 ? string.Concat(all) : $"{string.Join(", ", all[..^1])} {last} {all[^1]}";
    }

    private static bool IsUnprintable(char c) => char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029';
}
