using System.Globalization;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Cli.Output.Ci;

/// <summary>Azure Pipelines: logging commands on standard output.</summary>
internal sealed class AzureWriter(TextWriter output) : ICiWriter
{
    public void Annotate(RunRecord run)
    {
        foreach (var (code, severity, (file, line, column), message) in run.Diagnostics)
        {
            string place = line > 0 ? string.Create(CultureInfo.InvariantCulture, $"linenumber={line};columnnumber={column};") : "";
            string kind = severity == Severity.Error ? "error" : "warning";
            output.WriteLine($"##vso[task.logissue type={kind};sourcepath={Property(file)};{place}code={code};]{Data(message)}");
        }
    }

    public void Summarize(RunRecord run)
    {
        foreach (string report in run.Reports)
            output.WriteLine($"##vso[task.uploadsummary]{Data(report)}");
    }

    private static string Property(string text) =>
        Data(text).Replace("]", "%5D", StringComparison.Ordinal).Replace(";", "%3B", StringComparison.Ordinal);

    private static string Data(string text) => text
        .Replace("%", "%AZP25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);
}
