using System.Collections.Immutable;
using System.Text;
using PruneOnBuild.Gates;
using PruneOnBuild.Gates.Statistics;
using PruneOnBuild.Reports.Sections;

using static PruneOnBuild.Reports.Html.Markup;

namespace PruneOnBuild.Reports.Html;

/// <summary>
/// Where the times of single runs lie, dense beside pruned, with their medians. The quickest and the slowest hundredth stay outside, and what
/// took several times as long as usual: how much that is stands beside the curves.
/// </summary>
internal static class LatencyCurves
{
    private const double Width = 760;
    private const double Height = 170;

    /// <summary>Room for the words beside the outermost lines.</summary>
    private const double Left = 110;
    private const double Right = Width - 50;
    private const double Floor = 140;
    private const double Top = 26;
    private const int Points = 160;

    /// <summary>As a multiple of the slower model's median; what lies beyond would squeeze all else.</summary>
    private const double Longest = 3;

    /// <returns>Empty where no runs were kept.</returns>
    public static string Draw(LatencySection latency)
    {
        var (dense, pruned) = (latency.DenseMs, latency.PrunedMs);
        if (dense.IsDefaultOrEmpty || pruned.IsDefaultOrEmpty || dense.Concat(pruned).Any(ms => !(ms > 0) || !double.IsFinite(ms)))
            return "";
        double longest = Longest * Math.Max(latency.Dense.P50Ms, latency.Pruned.P50Ms);
        double[] ends = [.. new[] { dense, pruned }.SelectMany(times => new[]
        {
            OrderStatistics.Percentile(times.AsSpan(), 0.01), Math.Min(longest, OrderStatistics.Percentile(times.AsSpan(), 0.99)),
        })];
        var scale = Scale.Around(ends.Select(end => Math.Log(end)), Left, Right);
        double[] at = [.. Enumerable.Range(0, Points).Select(i => Math.Exp(scale.Low + ((scale.High - scale.Low) * i / (Points - 1))))];
        double[][] heights = [.. new[] { dense, pruned }.Select(times => new Density(times)).Select(density => at.Select(time => density.At(time)).ToArray())];
        double highest = heights.Max(curve => curve.Max());
        var drawing = new StringBuilder();
        drawing.Append($"""<svg class="curves" viewBox="0 0 {Px(Width)} {Px(Height)}" role="img" aria-label="Density of latencies, dense and pruned">""").Append('\n');
        AppendCurve(drawing, "dense", heights[0], highest);
        AppendCurve(drawing, "pruned", heights[1], highest);
        drawing.Append($"""<line class="axis" x1="10" y1="{Px(Floor)}" x2="{Px(Width - 10)}" y2="{Px(Floor)}"/>""").Append('\n');
        foreach (double tick in Ticks(Math.Exp(scale.Low), Math.Exp(scale.High)))
            drawing.Append($"""<text class="tick" x="{Px(scale.At(Math.Log(tick)))}" y="{Px(Floor + 18)}">{Units.Milliseconds(tick)}</text>""").Append('\n');
        bool prunedIsLeft = latency.Pruned.P50Ms < latency.Dense.P50Ms;
        AppendMedian(drawing, "dense", latency.Dense.P50Ms, scale, toTheLeft: !prunedIsLeft);
        AppendMedian(drawing, "pruned", latency.Pruned.P50Ms, scale, toTheLeft: prunedIsLeft);
        double Beyond(ImmutableArray<double> times) => (double)times.Count(ms => ms > Math.Exp(scale.High)) / times.Length;
        if (Math.Max(Beyond(dense), Beyond(pruned)) is > 0.01)
            drawing.Append($"""<text class="beyond" x="{Px(Width - 10)}" y="{Px(Floor - 8)}">beyond: {Figures.Percent(Beyond(dense))} dense, {Figures.Percent(Beyond(pruned))} pruned</text>""").Append('\n');
        return drawing.Append("</svg>\n").ToString();
    }

    private static void AppendCurve(StringBuilder drawing, string model, double[] heights, double highest)
    {
        double step = (Right - Left) / (Points - 1);
        var points = heights.Select((height, i) => $"{Px(Left + (i * step))},{Px(Floor - ((Floor - Top) * height / highest))}");
        drawing.Append($"""<polygon class="{model}" points="{Px(Left)},{Px(Floor)} {string.Join(' ', points)} {Px(Right)},{Px(Floor)}"/>""").Append('\n');
    }

    private static void AppendMedian(StringBuilder drawing, string model, double ms, Scale scale, bool toTheLeft)
    {
        double x = scale.At(Math.Log(ms));
        var (side, gap) = toTheLeft ? ("end", -5) : ("start", 5);
        drawing.Append($"""<line class="median {model}" x1="{Px(x)}" y1="{Px(Top - 8)}" x2="{Px(x)}" y2="{Px(Floor)}"/>""");
        drawing.Append($"""<text class="label {model}" style="text-anchor:{side}" x="{Px(x + gap)}" y="{Px(Top - 8)}">{model} {Units.Milliseconds(ms)}</text>""").Append('\n');
    }

    /// <summary>Round numbers inside a range: 1, 2 and 5 times powers of ten, or finer where these are few.</summary>
    private static IEnumerable<double> Ticks(double low, double high)
    {
        double[][] steps = [[1, 2, 5], [1, 1.5, 2, 3, 4, 5, 6, 8], [.. Enumerable.Range(10, 90).Select(step => step / 10.0)]];
        foreach (double[] mantissas in steps)
        {
            double[] ticks =
            [
                .. Enumerable.Range(-6, 14).SelectMany(power => mantissas.Select(mantissa => mantissa * Math.Pow(10, power))).Where(tick => tick > low && tick < high),
            ];
            if (ticks.Length >= 3)
                return ticks.Length <= 8 ? ticks : ticks.Where((_, i) => i % ((ticks.Length + 7) / 8) == 0);
        }
        return [];
    }
}
