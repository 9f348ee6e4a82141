namespace PruneOnBuild.Cli.CommandLine;

/// <summary>The known name that a misspelt one was most likely meant to be.</summary>
internal static class NearestName
{
    /// <summary><c> Did you mean 'prune'?</c>, with a blank before it; empty where nothing is near.</summary>
    public static string Suggest(string name, IEnumerable<string> known)
    {
        string? nearest = known.Where(candidate => Distance(name, candidate) <= Math.Max(2, candidate.Length / 3))
            .MinBy(candidate => Distance(name, candidate));
        return nearest is null ? "" : $" Did you mean '{nearest}'?";
    }

    /// <summary>Levenshtein's: letters to insert, remove or replace.</summary>
    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            (int diagonal, row[0]) = (row[0], i);
            for (int j = 1; j <= b.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)));
        }
        return row[^1];
    }
}
