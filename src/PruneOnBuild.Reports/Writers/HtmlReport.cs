using System.Globalization;
using System.Text;
using PruneOnBuild.Gates.Verdicts;
using PruneOnBuild.Reports.Html;
using PruneOnBuild.Reports.Tables;

using static PruneOnBuild.Reports.Html.Markup;

namespace PruneOnBuild.Reports.Writers;

/// <summary>report.html: what report.md says, with pictures, in one file that loads nothing and runs no script.</summary>
public static class HtmlReport
{
    /// <summary>Rows of a table that stand open; the others are behind a line that opens them.</summary>
    private const int MostRows = 40;

    public static string Write(Report report)
    {
        var page = new StringBuilder();
        string title = $"{report.Model.Path}: {VerdictWords.Word(report.Outcome, !report.Verdicts.IsEmpty)}";
        page.Append($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Escape(title)}</title>
            <style>
            {HtmlStyle.Text}
            </style>
            </head>
            <body>
            <main>
            <h1>{Escape(report.Model.Path)} <span class="badge {VerdictWords.Class(report.Outcome)}">{VerdictWords.Word(report.Outcome, !report.Verdicts.IsEmpty)}</span></h1>
            <p class="lead">{Escape($"Pruned for {report.Target}, {report.Prune}.")}</p>

            """);
        AppendVerdicts(page, report);
        var rows = ComparisonTable.Rows(report);
        AppendSection(page, "Dense against pruned", HtmlTable.Write(ComparisonTable.Of(rows), [.. rows.Select(row => row.Share)]));
        if (LatencyCurves.Draw(report.Latency) is { Length: > 0 } curves)
            AppendSection(page, "Latency of single runs", curves);
        if (report.Accuracy?.Damage is { } damage)
            AppendSection(
                page, "Samples that pruning harms",
                $"<p class=\"notes\">{Escape(DamageTable.Counts(report.Accuracy, damage))}</p>\n{(damage.Most.IsEmpty ? "" : HtmlTable.Write(DamageTable.Most(damage)))}");
        AppendPlan(page, report);
        AppendConditions(page, report);
        return page.Append("</main>\n</body>\n</html>\n").ToString().ReplaceLineEndings("\n");
    }

    private static void AppendVerdicts(StringBuilder page, Report report)
    {
        if (!report.Verdicts.IsEmpty)
        {
            page.Append("<div class=\"cards\">\n");
            foreach (var verdict in report.Verdicts)
                page.Append(Card(verdict));
            page.Append("</div>\n");
        }
        if (!report.Warnings.IsEmpty)
            page.Append("<ul>\n").AppendJoin("", report.Warnings.Select(warning => $"<li><b>{Escape(warning.Code)}</b> {Escape(warning.Message)}</li>\n")).Append("</ul>\n");
    }

    private static string Card(Verdict verdict) => $"""
        <div class="card {VerdictWords.Class(verdict.Outcome)}"><span class="sign">{VerdictWords.Sign(verdict.Outcome)} {VerdictTable.Word(verdict.Outcome)}</span>
        <h3>{Escape(verdict.Gate)}</h3>
        <div class="actual">{Escape(verdict.ActualText)}</div>
        <div class="required">{Escape(verdict.RequiredText)}</div>
        {Gauge.Draw(verdict)}
        {(verdict.Outcome == VerdictOutcome.Pass ? "" : $"<p><b>{Escape(verdict.Code)}</b> {Escape(verdict.Message)}</p>")}
        </div>

        """;

    private static void AppendPlan(StringBuilder page, Report report)
    {
        if (report.IsSparse)
        {
            string sentences = string.Concat(Sentences.Zeros(report).Select(sentence => $"<p class=\"notes\">{Escape(sentence)}</p>\n"));
            AppendRows(page, "Layers: share of zeros", sentences, PlanTables.Tensors(report), [.. report.Plan.Tensors.Select(tensor => (double?)tensor.Sparsity)]);
        }
        else
        {
            string sentence = $"<p class=\"notes\">{Escape(Sentences.Groups(report))}</p>\n";
            AppendRows(
                page, "Groups: channels kept", sentence, PlanTables.Groups(report.Plan, withBars: false),
                [.. report.Plan.Groups.Select(group => (double?)group.Kept.Length / Math.Max(1, group.Channels))]);
        }
        if (!report.Plan.Frozen.IsEmpty)
            AppendRows(page, "Frozen", "", PlanTables.Frozen(report.Plan), null);
    }

    private static void AppendRows(StringBuilder page, string title, string before, Table table, IReadOnlyList<double?>? bars)
    {
        string rows = HtmlTable.Write(table, bars);
        AppendSection(page, title, before + (table.Rows.Length <= MostRows ? rows
            : string.Create(CultureInfo.InvariantCulture, $"<details><summary>all {table.Rows.Length}</summary>\n{rows}</details>\n")));
    }

    private static void AppendConditions(StringBuilder page, Report report) =>
        page.Append("<h2>Conditions</h2>\n<ul>\n").AppendJoin("", Sentences.Conditions(report).Select(line => $"<li>{Escape(line)}</li>\n")).Append("</ul>\n");

    private static void AppendSection(StringBuilder page, string title, string body) =>
        page.Append(CultureInfo.InvariantCulture, $"<h2>{Escape(title)}</h2>\n<div class=\"panel\">\n{body}</div>\n");
}
