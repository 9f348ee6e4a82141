using PruneOnBuild.Gates.Verdicts;

using static PruneOnBuild.Reports.Html.Markup;

namespace PruneOnBuild.Reports.Html;

/// <summary>A verdict as a picture: the side of the threshold that passes, the threshold, what was measured and the interval that holds it.</summary>
internal static class Gauge
{
    private const double Width = 300;
    private const double Height = 34;
    private const double Middle = 17;

    /// <returns>Empty where nothing was measured.</returns>
    public static string Draw(Verdict verdict)
    {
        var interval = verdict.Interval;
        if (verdict.Actual is not { } actual || !double.IsFinite(actual) || !double.IsFinite(verdict.Required))
            return "";
        var scale = Scale.Around([actual, verdict.Required, interval?.Low ?? actual, interval?.High ?? actual], 6, Width - 6);
        double required = scale.At(verdict.Required);
        var (from, to) = verdict.RequiredText.StartsWith("at least", StringComparison.Ordinal) ? (required, Width) : (0, required);
        string band = interval is null ? "" :
            $"""<rect class="interval" x="{Px(scale.At(interval.Low))}" y="{Px(Middle - 4)}" width="{Px(Math.Max(1, scale.At(interval.High) - scale.At(interval.Low)))}" height="8" rx="4"/>""";
        return $"""
            <svg class="gauge {VerdictWords.Class(verdict.Outcome)}" viewBox="0 0 {Px(Width)} {Px(Height)}" role="img" aria-label="{Escape($"{verdict.ActualText}, {verdict.RequiredText}")}">
            <rect class="track" x="0" y="{Px(Middle - 3)}" width="{Px(Width)}" height="6" rx="3"/><rect class="good" x="{Px(from)}" y="{Px(Middle - 3)}" width="{Px(to - from)}" height="6" rx="3"/>
            {band}<line class="required" x1="{Px(required)}" y1="4" x2="{Px(required)}" y2="{Px(Height - 4)}"/><circle class="actual" cx="{Px(scale.At(actual))}" cy="{Px(Middle)}" r="6"/></svg>
            """;
    }
}
