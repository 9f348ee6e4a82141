using System.Collections.Immutable;
using System.Text;
using PruneOnBuild.Cli.CommandLine;
using PruneOnBuild.Gates;
using PruneOnBuild.Policy;
using PruneOnBuild.Reports.Tables;
using PruneOnBuild.Reports.Writers;

namespace PruneOnBuild.Cli.Bench;

/// <summary>The table with what stands around it.</summary>
internal sealed class BenchPage(BenchJob job, ImmutableArray<Contender> contenders)
{
    private const string Indent = "  ";

    public BenchTable Table { get; } = new(job, contenders);

    /// <summary>What is measured, and what the columns mean.</summary>
    public string Intro => string.Concat(Sentences.Select(sentence => $"{Indent}{Wrapped.Text(sentence, Indent)}\n")) + "\n";

    /// <summary>The rows so far, with their meaning.</summary>
    public string Markdown(IReadOnlyCollection<BenchRow> rows, double dense)
    {
        var text = new StringBuilder();
        foreach (string sentence in Sentences)
            text.Append(MarkdownTable.Escape(sentence)).Append('\n');
        text.Append('\n').Append(Table.Markdown(rows, dense));
        foreach (string remark in Said(rows))
            text.Append("\n- ").Append(MarkdownTable.Escape(remark)).Append('\n');
        return text.ToString();
    }

    /// <summary>Why cells have no figures, and what pruning warned of; empty where there is nothing to say.</summary>
    public static string Remarks(IEnumerable<BenchRow> rows)
    {
        string[] remarks = [.. Said(rows)];
        return remarks.Length == 0 ? "" : "\n" + string.Concat(remarks.Select(remark => $"{Indent}{Wrapped.Text(remark, Indent)}\n"));
    }

    private string[] Sentences =>
    [
        $"{Path.GetFileName(job.Path)} for target {job.Target.Name}: {GateNames.Metric(job.Gate)} on {job.Model.Data.Evaluation!.Value}.",
        $"ours: criterion {job.Model.Prune.Criterion.Value.Word()}, recovery {job.Model.Prune.Recovery.Value.Word()}. "
            + "l1, l2: that criterion, recovery none.",
        job.IsSparse ? "zeros: share of all weights that is zero." : "m-adds: share of the multiply-adds that is left.",
        (job.Gate.LowerIsBetter ? "rise: ours minus dense." : $"drop: dense minus ours{(job.Gate.Metric.Value.IsShare() ? ", in points" : "")}.")
            + " peak MB: the most memory that this process has held so far, all columns together.",
    ];

    /// <summary>Each thing once, however many cells it is of.</summary>
    private static IEnumerable<string> Said(IEnumerable<BenchRow> rows) => rows
        .SelectMany(row => row.Cells)
        .SelectMany(cell => cell.Mistake is { } mistake ? cell.Warnings.Add(mistake) : cell.Warnings)
        .Select(said => $"{said.Code} {said.Message.ReplaceLineEndings(" ")}")
        .Distinct();
}
