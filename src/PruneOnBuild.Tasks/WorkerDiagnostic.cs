using System.Globalization;
using System.Text.RegularExpressions;

namespace PruneOnBuild.Tasks;

/// <summary>One diagnostic that the worker printed: <c>prune.yaml(21,5): error POB4001: message</c>.</summary>
/// <param name="Line">From 1; 0 where the whole file is meant.</param>
/// <param name="Column">From 1; 0 where the whole file is meant.</param>
internal sealed record WorkerDiagnostic(string File, int Line, int Column, bool IsError, string Code, string Message)
{
    private static readonly Regex s_canonical = new(
        @"^(?<file>\S.*?)(\((?<line>\d+),(?<column>\d+)\))? ?: (?<severity>error|warning) (?<code>POB\d{4}): (?<message>.*)$",
        RegexOptions.CultureInvariant);

    /// <summary>The diagnostic in a line of output, or null for a line meant for people.</summary>
    public static WorkerDiagnostic? Parse(string line)
    {
        var match = s_canonical.Match(line);
        if (!match.Success)
            return null;

        return new WorkerDiagnostic(
            match.Groups["file"].Value,
            Number(match.Groups["line"]),
            Number(match.Groups["column"]),
            match.Groups["severity"].Value == "error",
            match.Groups["code"].Value,
            match.Groups["message"].Value);
    }

    /// <summary>The line that <see cref="Parse"/> reads.</summary>
    public string ToCanonical()
    {
        var place = Line > 0 ? string.Format(CultureInfo.InvariantCulture, "{0}({1},{2})", File, Line, Column) : File + " ";
        return $"{place}: {(IsError ? "error" : "warning")} {Code}: {Message}";
    }

    // 0 for a place that is not there.
    private static int Number(Group digits) =>
        int.TryParse(digits.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
