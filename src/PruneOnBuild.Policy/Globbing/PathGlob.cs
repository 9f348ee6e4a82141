namespace PruneOnBuild.Policy.Globbing;

/// <summary>
/// A full path with wildcards: <c>*</c> and <c>?</c> within a folder, <c>**</c> as a whole segment over any number of folders,
/// none included. Letter case counts where the system's files have it: on Linux, not on Windows and macOS.
/// </summary>
internal sealed class PathGlob
{
    private static readonly bool IgnoresCase = OperatingSystem.IsWindows() || OperatingSystem.IsMacOS();
    private static readonly char[] Wildcards = ['*', '?'];

    private readonly string[] _segments;

    public PathGlob(string fullPattern) => _segments = Split(fullPattern);

    public static bool IsGlob(string text) => text.IndexOfAny(Wildcards) >= 0;

    /// <summary>The folders above the first wildcard.</summary>
    public string Root => string.Join('/', _segments.TakeWhile(segment => !IsGlob(segment))) is { Length: > 0 } root
        ? root
        : "/";

    public bool Matches(string fullPath)
    {
        var path = Split(fullPath);
        // reached[i]: the first i segments of the pattern match the path so far.
        var reached = new bool[_segments.Length + 1];
        reached[0] = true;
        SkipEmptyFolders(reached);
        foreach (var segment in path)
        {
            var next = new bool[reached.Length];
            for (var i = 0; i < _segments.Length; i++)
            {
                if (!reached[i])
                    continue;
                if (_segments[i] == "**")
                    next[i] = true;
                else if (SegmentMatches(_segments[i], segment))
                    next[i + 1] = true;
            }
            SkipEmptyFolders(next);
            reached = next;
        }
        return reached[^1];
    }

    private void SkipEmptyFolders(bool[] reached)
    {
        for (var i = 0; i < _segments.Length; i++)
            if (reached[i] && _segments[i] == "**")
                reached[i + 1] = true;
    }

    // Greedy with one step back, linear for all real patterns: the last * takes one character more on each failure.
    private static bool SegmentMatches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        var (p, t, star, resume) = (0, 0, -1, 0);
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
                (star, resume, p) = (p, t, p + 1);
            else if (p < pattern.Length && (pattern[p] == '?' || SameLetter(pattern[p], text[t])))
                (p, t) = (p + 1, t + 1);
            else if (star >= 0)
                (p, t, resume) = (star + 1, resume + 1, resume + 1);
            else
                return false;
        }
        return pattern[p..].TrimStart('*').IsEmpty;
    }

    private static bool SameLetter(char a, char b) =>
        a == b || (IgnoresCase && char.ToUpperInvariant(a) == char.ToUpperInvariant(b));

    private static string[] Split(string path) => path.Replace('\\', '/').TrimEnd('/').Split('/');
}
