using System.Security.Cryptography;
using System.Text;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Reports.Sarif;

/// <summary>
/// Names by which a mistake is known again in the next run. They hold its code, its file and the text of its line, not the line's number and not the
/// message, whose figures change; equal ones of a run are told apart by their order.
/// </summary>
public static class DiagnosticFingerprints
{
    /// <summary>For each diagnostic 16 hexadecimal digits, a colon and its number among equals, from 1.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<Diagnostic> diagnostics)
    {
        var seen = new Dictionary<string, int>();
        return [.. diagnostics.Select(diagnostic =>
        {
            string hash = Hash(diagnostic);
            seen[hash] = seen.GetValueOrDefault(hash) + 1;
            return FormattableString.Invariant($"{hash}:{seen[hash]}");
        })];
    }

    private static string Hash(Diagnostic diagnostic)
    {
        string file = SarifPlace.Of(diagnostic.Location)?.Uri ?? diagnostic.Location.File;
        string text = $"{diagnostic.Code}\n{file}\n{LineOf(diagnostic.Location)}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
    }

    private static string? LineOf(SourceLocation location)
    {
        if (location.Line == 0 || !File.Exists(location.File))
            return null;
        try
        {
            return File.ReadLines(location.File).ElementAtOrDefault(location.Line - 1)?.Trim();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // A file that nobody can read now has no line; the name is still one.
            return null;
        }
    }
}
