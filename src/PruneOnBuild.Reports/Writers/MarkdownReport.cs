using System.Globalization;
using System.Text;
using PruneOnBuild.Gates.Verdicts;
using PruneOnBuild.Reports.Tables;

namespace PruneOnBuild.Reports.Writers;

/// <summary>report.md: the verdict first, then what changed, then how and under which conditions.</summary>
public static class MarkdownReport
{
    public static string Write(Report report)
    {
        var text = new StringBuilder();
        AppendVerdict(text, report);
        AppendSection(text, "Dense against pruned", MarkdownTable.Write(ComparisonTable.Of(report)));
        if (report.Accuracy?.Damage is { } damage)
            AppendSection(
                text, "Samples that pruning harms",
                $"{DamageTable.Counts(report.Accuracy, damage)}\n{(damage.Most.IsEmpty ? "" : $"\n{MarkdownTable.Write(DamageTable.Most(damage))}")}");
        if (report.IsSparse)
        {
            foreach (string sentence in Sentences.Zeros(report))
                text.Append('\n').Append(MarkdownTable.Escape(sentence)).Append('\n');
            AppendSection(text, "Layers", MarkdownTable.Write(PlanTables.Tensors(report)));
        }
        else
        {
            string groups = MarkdownTable.Write(PlanTables.Groups(report.Plan));
            AppendSection(text, "Groups", $"{Sentences.Groups(report)}\n\n{groups}");
        }
        if (!report.Plan.Frozen.IsEmpty)
            AppendSection(text, "Frozen", MarkdownTable.Write(PlanTables.Frozen(report.Plan)));
        AppendSection(text, "Conditions", string.Concat(Sentences.Conditions(report).Select(line => $"- {MarkdownTable.Escape(line)}\n")));
        return text.ToString();
    }

    private static void AppendVerdict(StringBuilder text, Report report)
    {
        string outcome = report.Outcome switch
        {
            ReportOutcome.Passed => report.Verdicts.IsEmpty ? "✅ no gates" : "✅ passed",
            ReportOutcome.Warned => "⚠️ passed with warnings",
            ReportOutcome.Reported => "⚠️ missed, reported only",
            _ => "❌ failed",
        };
        text.Append(CultureInfo.InvariantCulture, $"# {MarkdownTable.Escape(report.Model.Path)}: {outcome}\n\n");
        text.Append(MarkdownTable.Escape($"Pruned for {report.Target}, {report.Prune}.")).Append('\n');
        if (!report.Verdicts.IsEmpty)
            text.Append('\n').Append(MarkdownTable.Write(VerdictTable.Of(report)));
        var notes = report.Verdicts
            .Where(verdict => verdict.Outcome != VerdictOutcome.Pass)
            .Select(verdict => (verdict.Code, verdict.Message))
            .Concat(report.Warnings.Select(warning => (warning.Code, warning.Message)))
            .ToList();
        if (notes.Count > 0)
            text.Append('\n');
        foreach (var (code, message) in notes)
            text.Append(CultureInfo.InvariantCulture, $"- **{code}** {MarkdownTable.Escape(message)}\n");
    }

    private static void AppendSection(StringBuilder text, string title, string body) =>
        text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n{body}");
}
