namespace PruneOnBuild.Policy.Diagnostics;

/// <summary>What happened, where, and what to do. Its text form is the one MSBuild turns into a clickable error.</summary>
/// <param name="Code">POB and four digits; each has a page docs/codes/CODE.md.</param>
/// <param name="Message">One line: actual beside required, then the remedy.</param>
public sealed record Diagnostic(string Code, Severity Severity, SourceLocation Location, string Message)
{
    private const char LastControl = '\u001F';

    public static Diagnostic Error(string code, SourceLocation location, string message) =>
        new(code, Severity.Error, location, message);

    public static Diagnostic Warning(string code, SourceLocation location, string message) =>
        new(code, Severity.Warning, location, message);

    /// <summary><c>prune.yaml(21,5): error POB4001: message</c>, always one line.</summary>
    public override string ToString() =>
        OneLine($"{Location}{(Location.Line > 0 ? "" : " ")}: {(Severity == Severity.Error ? "error" : "warning")} {Code}: {Message}");

    // Names out of a model or a policy may hold line ends; a second line could pose as a diagnostic of its own.
    private static string OneLine(string text) => text.AsSpan().ContainsAnyInRange('\0', LastControl)
        ? string.Create(text.Length, text, (line, from) =>
        {
            for (var i = 0; i < line.Length; i++) line[i] = from[i] <= LastControl ? ' ' : from[i];
        })
        : text;
}
