namespace PruneOnBuild.Policy;

/// <summary>Finds the name that a misspelt one stands for.</summary>
public static class NearestName
{
    // Longer words cannot be misspellings of anything we know, and the distance costs length x length.
    private const int LongestWord = 200;

    /// <summary>
    /// The candidate that the word begins, or the one with the least edit distance where that is at most a third of the word and
    /// one more; else null.
    /// </summary>
    public static string? Of(string word, IEnumerable<string> candidates)
    {
        if (word.Length is 0 or > LongestWord)
            return null;
        var (nearest, least) = ((string?)null, (word.Length / 3) + 2);
        foreach (var candidate in candidates)
        {
            if (candidate.Length > LongestWord)
                continue;
            var distance = IsBeginning(word, candidate) ? 1 : Distance(word.ToLowerInvariant(), candidate.ToLowerInvariant());
            if (distance < least && distance < candidate.Length)
                (nearest, least) = (candidate, distance);
        }
        return nearest;
    }

    private static bool IsBeginning(string word, string candidate) =>
        word.Length >= 3 && candidate.StartsWith(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Insertions, deletions, replacements and swaps of neighbours that turn one word into the other (optimal string alignment).
    /// </summary>
    public static int Distance(string from, string to)
    {
        var rows = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
            rows[i, 0] = i;
        for (var j = 0; j <= to.Length; j++)
            rows[0, j] = j;
        for (var i = 1; i <= from.Length; i++)
        {
            for (var j = 1; j <= to.Length; j++)
            {
                var replace = rows[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                rows[i, j] = Math.Min(replace, 1 + Math.Min(rows[i - 1, j], rows[i, j - 1]));
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }
        return rows[from.Length, to.Length];
    }
}
