using System.Globalization;

namespace PruneOnBuild.Cli.Bench.Gates;

/// <summary>What latency gates say: a line for each kind of noise and true distance, then all of them against the bars.</summary>
internal sealed class LatencyTable(bool hasNaive)
{
    /// <summary>True ratios over the threshold, minus 1.</summary>
    public static double[] Distances { get; } = [-0.05, -0.02, 0, 0.02, 0.05];

    private const double MostSeconds = 15;

    private readonly List<(GateTally Ours, GateTally? Naive)> _rows = [];

    public bool IsEmpty => _rows.Count == 0;

    public string Title => Line(
        $"  {"noise",-34}{"true",6}{"pass",8}{"fail",8}{"open",8}{"seconds",9}  {"wrong, between",14}{"",14}{(hasNaive ? "   mean of 20: pass  fail" : "")}").TrimEnd() + "\n";

    public string Row(string noise, GateTally ours, GateTally? naive = null)
    {
        _rows.Add((ours, naive));
        string open = Percent(1 - ours.PassShare - ours.FailShare);
        string beside = naive is null ? "" : $"{Percent(naive.PassShare),19}{Percent(naive.FailShare),8}";
        return Line($"  {noise,-34}{ours.Distance * 100,4:+0;-0;0} %{Percent(ours.PassShare),8}{Percent(ours.FailShare),8}{open,8}{ours.MedianSeconds,9:0.0}")
            + Line($"  {ours.Wrong.Between,14}{ours.Wrong.Verdict,14}{beside}\n");
    }

    public string Bars()
    {
        var away = _rows.Where(row => row.Ours.Distance != 0).ToArray();
        var at = _rows.Where(row => row.Ours.Distance == 0).Select(row => row.Ours).ToArray();
        double seconds = away.Where(row => Math.Abs(row.Ours.Distance) >= 0.05).Max(row => row.Ours.MedianSeconds);
        string naive = hasNaive ? $" (mean of 20: {Percent(away.Max(row => row.Naive!.Wrong.Share.Estimate))})" : "";
        return $"  worst lines: {Worst(away.Select(row => row.Ours))} wrong at 2 % or more from the threshold{naive}, bar {Percent(WrongShare.MostAway)};\n"
            + $"    {Worst(at)} on one side at the threshold, bar {Percent(WrongShare.MostAtThreshold)};"
            + Line($" median {seconds:0.0} s to a verdict at 5 %, bar {MostSeconds} s{(seconds <= MostSeconds ? "" : " MISSED")}\n")
            + $"  all lines: {All(away.Sum(row => row.Ours.WrongGates), away.Sum(row => row.Ours.Gates), WrongShare.MostAway)} away from it;"
            + $" at it {All(at.Sum(row => row.Passes), at.Sum(row => row.Gates), WrongShare.MostAtThreshold)} pass"
            + $" and {All(at.Sum(row => row.Fails), at.Sum(row => row.Gates), WrongShare.MostAtThreshold)} fail\n\n";
    }

    private static string Worst(IEnumerable<GateTally> rows) => rows.MaxBy(row => row.Wrong.Share.Estimate) is { } worst
        ? $"{Percent(worst.Wrong.Share.Estimate)} ({worst.Wrong.Between}, {worst.Wrong.Verdict})"
        : "nothing";

    private static string All(int wrong, int gates, double most)
    {
        if (gates == 0)
            return "nothing";
        var share = WrongShare.Counted(wrong, gates, most);
        return Line($"{wrong} of {gates} ({share.Between}, {share.Verdict})");
    }

    private static string Percent(double share) => Line($"{share * 100:0.0} %");

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
