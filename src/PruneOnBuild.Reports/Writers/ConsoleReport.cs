using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using PruneOnBuild.Reports.Tables;

namespace PruneOnBuild.Reports.Writers;

/// <summary>A report on the console: what changed and how each gate came out, in at most a hundred columns.</summary>
public static class ConsoleReport
{
    /// <summary>Layers of a sparse model that are listed one by one; report.md has them all.</summary>
    private const int MostLayers = 24;

    public static string Write(Report report)
    {
        var text = new StringBuilder();
        string title = $"{TableWriter.Shorten(report.Model.Path, TableWriter.Width)} for {report.Target}, {report.Prune}";
        text.Append(Wrapped.Text(title, "  ")).Append("\n\n");
        text.Append(TableWriter.Write(ComparisonTable.Of(report))).Append('\n');
        if (report.IsSparse)
            AppendLayers(text, report);
        else
            text.Append("  ").Append(Sentences.Groups(report)).Append("\n\n");
        if (!report.Verdicts.IsEmpty)
            text.Append(TableWriter.Write(VerdictTable.Of(report))).Append('\n');
        return text.Append("  ").AppendJoin("; ", report.Run.Stages.Select(stage => stage.ToString())).Append('\n').ToString();
    }

    private static void AppendLayers(StringBuilder text, Report report)
    {
        var table = PlanTables.Tensors(report);
        ImmutableArray<ImmutableArray<string>> shown = [.. table.Rows.Take(MostLayers)];
        text.Append(TableWriter.Write(table with { Rows = shown }));
        if (table.Rows.Length > shown.Length)
            text.Append(CultureInfo.InvariantCulture, $"  ... and {table.Rows.Length - shown.Length} more layers in report.md\n");
        foreach (string sentence in Sentences.Zeros(report))
            text.Append("\n  ").Append(Wrapped.Text(sentence, "  ")).Append('\n');
        text.Append('\n');
    }
}
