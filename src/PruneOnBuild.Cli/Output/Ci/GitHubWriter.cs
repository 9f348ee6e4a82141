using System.Collections.Immutable;
using System.Globalization;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Cli.Output.Ci;

/// <summary>GitHub Actions: workflow commands on standard output, and the page of the step.</summary>
/// <param name="workspace">Annotations want paths relative to it; null: paths stay as they are.</param>
/// <param name="summary">The file whose text becomes the step's page; null: there is none.</param>
internal sealed class GitHubWriter(TextWriter output, string? workspace, string? summary) : ICiWriter
{
    /// <summary>Of each kind, GitHub shows as many of a step and drops the rest without a word.</summary>
    private const int MostAnnotations = 10;

    public void Annotate(RunRecord run)
    {
        var (errors, warnings) = (Worst(run, Severity.Error), Worst(run, Severity.Warning));
        foreach (var diagnostic in errors.Take(MostAnnotations).Concat(warnings.Take(MostAnnotations)))
            output.WriteLine(Line(diagnostic));
        int left = Math.Max(0, errors.Length - MostAnnotations) + Math.Max(0, warnings.Length - MostAnnotations);
        if (left > 0)
            output.WriteLine($"::notice title=PruneOnBuild::{left} more errors and warnings are in the log.");
    }

    public void Summarize(RunRecord run)
    {
        if (!string.IsNullOrEmpty(summary))
            StepSummary.Append(summary, run.Reports);
    }

    /// <summary>Faults of ours first, then models that were not judged at all, then missed gates; else as they were said.</summary>
    private static ImmutableArray<Diagnostic> Worst(RunRecord run, Severity severity) =>
    [
        .. run.Diagnostics.Where(diagnostic => diagnostic.Severity == severity)
            .OrderBy(diagnostic => diagnostic.Code[3] switch { '9' => 0, '4' => 2, _ => 1 }),
    ];

    private string Line(Diagnostic diagnostic)
    {
        var (file, line, column) = (diagnostic.Location.File, diagnostic.Location.Line, diagnostic.Location.Column);
        string place = line > 0 ? string.Create(CultureInfo.InvariantCulture, $",line={line},col={column}") : "";
        string kind = diagnostic.Severity == Severity.Error ? "error" : "warning";
        return $"::{kind} file={Property(Shown(file))}{place},title={diagnostic.Code}::{Data(diagnostic.Message)}";
    }

    private string Shown(string file)
    {
        if (string.IsNullOrEmpty(workspace) || !Path.IsPathRooted(file))
            return file;
        string relative = Path.GetRelativePath(workspace, file);
        return relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(relative) ? file : relative.Replace('\\', '/');
    }

    private static string Property(string text) =>
        Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);

    private static string Data(string text) => text
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);
}
