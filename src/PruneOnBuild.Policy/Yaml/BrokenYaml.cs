using YamlDotNet.Core;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Policy.Yaml;

/// <summary>Turns the parser's complaint into one error at the place a person would look at, with what to do.</summary>
internal static class BrokenYaml
{
    public static Diagnostic Explain(YamlException exception, string text, string file)
    {
        var (start, end) = (exception.Start, exception.End);
        if (TabInIndentation(text, (int)end.Line) is { } tab)
            return PolicyErrors.TabIndents(new(file, (int)end.Line, tab));
        var place = new SourceLocation(file, Math.Max(1, (int)start.Line), Math.Max(1, (int)start.Column));
        return PolicyErrors.BrokenYaml(place, Complaint(exception.Message), Remedy(exception.Message));
    }

    private static string Complaint(string message)
    {
        var line = Quote.Shorten(message, 200).TrimEnd('.');
        return line.Length == 0 ? line : char.ToLowerInvariant(line[0]) + line[1..];
    }

    private static string Remedy(string message) =>
        message.Contains("end of stream", StringComparison.Ordinal)
            ? "Close the quote that opens here."
            : message.Contains("invalid mapping", StringComparison.Ordinal)
                ? "Give the keys of one section the same indentation, and put a value that holds ': ' in quotes."
                : message.Contains("cannot start any token", StringComparison.Ordinal)
                    ? "Put a value that begins with this character in quotes."
                    : "Check indentation, quotes and brackets here and just above.";

    // The column of the first tab among the blanks that begin the line, or null.
    private static int? TabInIndentation(string text, int line)
    {
        var content = text.Split('\n').ElementAtOrDefault(line - 1) ?? "";
        var blanks = content.Length - content.TrimStart(' ', '\t').Length;
        var tab = content.IndexOf('\t', 0, blanks);
        return tab < 0 ? null : tab + 1;
    }
}
