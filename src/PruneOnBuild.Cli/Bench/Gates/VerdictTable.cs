using System.Globalization;

namespace PruneOnBuild.Cli.Bench.Gates;

/// <summary>A line for each kind of noise and true distance, then the bars.</summary>
internal sealed class VerdictTable(bool hasNaive)
{
    /// <summary>True ratios over the threshold, minus 1.</summary>
    public static double[] Distances { get; } = [-0.05, -0.02, 0, 0.02, 0.05];

    /// <summary>Wrong verdicts at 2 % or more from the threshold, and on either side at the threshold itself, at most.</summary>
    private const double MostWrong = 0.01;
    private const double MostAtThreshold = 0.05;
    private const double MostSeconds = 15;

    private readonly List<(GateTally Ours, GateTally? Naive)> _rows = [];

    public bool IsEmpty => _rows.Count == 0;

    public string Title => Line($"  {"noise",-34}{"true",6}{"pass",8}{"fail",8}{"open",8}{"seconds",9}{(hasNaive ? "   mean of 20: pass  fail" : "")}\n");

    public string Row(string noise, GateTally ours, GateTally? naive = null)
    {
        _rows.Add((ours, naive));
        string open = Percent(1 - ours.PassShare - ours.FailShare);
        string beside = naive is null ? "" : $"{Percent(naive.PassShare),19}{Percent(naive.FailShare),8}";
        return Line($"  {noise,-34}{ours.Distance * 100,4:+0;-0;0} %{Percent(ours.PassShare),8}{Percent(ours.FailShare),8}{open,8}{ours.MedianSeconds,9:0.0}{beside}\n");
    }

    public string Bars()
    {
        var away = _rows.Where(row => row.Ours.Distance != 0).ToArray();
        double wrong = away.Max(row => row.Ours.WrongShare);
        double either = _rows.Where(row => row.Ours.Distance == 0).Max(row => row.Ours.WrongShare);
        double seconds = away.Where(row => Math.Abs(row.Ours.Distance) >= 0.05).Max(row => row.Ours.MedianSeconds);
        string naive = hasNaive ? $" (mean of 20: {Percent(away.Max(row => row.Naive!.WrongShare))})" : "";
        return $"  worst cells: {Percent(wrong)} wrong at 2 % or more from the threshold{naive}, bar {Percent(MostWrong)}{Met(wrong <= MostWrong)};\n"
            + $"    {Percent(either)} on one side at the threshold, bar {Percent(MostAtThreshold)}{Met(either <= MostAtThreshold)};"
            + Line($" median {seconds:0.0} s to a verdict at 5 %, bar {MostSeconds} s{Met(seconds <= MostSeconds)}\n\n");
    }

    private static string Met(bool isMet) => isMet ? "" : " MISSED";

    private static string Percent(double share) => Line($"{share * 100:0.0} %");

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
