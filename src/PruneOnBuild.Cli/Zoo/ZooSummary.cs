using System.Globalization;
using System.Text;
using PruneOnBuild.Gates.Statistics;
using PruneOnBuild.Reports.Tables;

namespace PruneOnBuild.Cli.Zoo;

/// <summary>What a zoo says as a whole: how many of each verdict, how much is prunable, and what holds back the rest.</summary>
internal static class ZooSummary
{
    /// <summary>Models below this prunable share of their multiply-adds are listed.</summary>
    private const double EnoughPrunable = 0.8;

    /// <summary>A reason that holds back less than this share is not worth a line.</summary>
    private const double LeastHeldBack = 0.001;

    /// <summary>Columns of text that a path or reason may take here.</summary>
    private const int NameWidth = 80;

    public static string Write(IReadOnlyCollection<ZooRow> rows)
    {
        var text = new StringBuilder();
        int Count(ZooVerdict verdict) => rows.Count(row => row.Verdict == verdict);
        text.Append(CultureInfo.InvariantCulture, $"  {Models(rows.Count)}: {Count(ZooVerdict.Pruned)} pruned, {Count(ZooVerdict.Unchanged)} unchanged, ");
        text.Append(CultureInfo.InvariantCulture, $"{Count(ZooVerdict.Refused)} refused, {Count(ZooVerdict.Wrong)} wrong\n");
        AppendShares(text, rows);
        AppendHeldBack(text, rows);
        return text.ToString();
    }

    private static string Models(int count) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "model" : "models")}");

    private static void AppendShares(StringBuilder text, IEnumerable<ZooRow> rows)
    {
        double[] shares =
        [
            .. rows.Where(row => row is { Verdict: ZooVerdict.Pruned, IsFloat32: true }).Select(row => row.Share?.OfMultiplyAdds).OfType<double>(),
        ];
        if (shares.Length == 0)
            return;
        text.Append(CultureInfo.InvariantCulture, $"  prunable multiply-adds of the {shares.Length} pruned ones in fp32: ");
        text.Append(CultureInfo.InvariantCulture, $"median {ZooTable.Percent(OrderStatistics.Median(shares))}, minimum {ZooTable.Percent(shares.Min())}\n");
    }

    private static void AppendHeldBack(StringBuilder text, IEnumerable<ZooRow> rows)
    {
        var below = rows
            .Where(row => row is { Verdict: ZooVerdict.Pruned or ZooVerdict.Unchanged, Share.OfMultiplyAdds: < EnoughPrunable })
            .ToList();
        if (below.Count == 0)
            return;
        text.Append(CultureInfo.InvariantCulture, $"\n  {Models(below.Count)} with less than {EnoughPrunable * 100:0} % of prunable multiply-adds, and what holds back the rest:\n");
        foreach (var row in below)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {ZooTable.Percent(row.Share!.OfMultiplyAdds),7}  {TableWriter.Shorten(row.Model, NameWidth)}\n");
            foreach (var held in row.HeldBack.Where(held => held.MultiplyAdds >= LeastHeldBack * row.Share.MultiplyAdds))
            {
                string more = held.Nodes > 1 ? string.Create(CultureInfo.InvariantCulture, $", and {held.Nodes - 1} more") : "";
                string reason = TableWriter.Shorten(held.Reason, NameWidth - more.Length) + more;
                text.Append(CultureInfo.InvariantCulture, $"      {ZooTable.Percent(held.MultiplyAdds / row.Share.MultiplyAdds),7}  {reason}\n");
            }
        }
    }
}
