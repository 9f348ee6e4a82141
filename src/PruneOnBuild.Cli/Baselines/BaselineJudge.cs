using System.Globalization;
using PruneOnBuild.Gates;
using PruneOnBuild.Gates.Verdicts;
using PruneOnBuild.Policy;

namespace PruneOnBuild.Cli.Baselines;

/// <summary>Holds what was measured against what was measured when the baseline was made.</summary>
internal static class BaselineJudge
{
    /// <summary>A count may grow by this share: layouts of files change a little between versions of the tool.</summary>
    private const double Growth = 1.01;

    /// <summary>One verdict for each figure that the baseline has, in the file's order.</summary>
    public static IEnumerable<Verdict> Decide(BaselineReading baseline, string model, Measurements measured, GateSettings gates)
    {
        var entry = baseline.Content.Models[model];
        yield return Count(BaselineGates.Bytes, BaselineErrors.Bytes, entry.Bytes, measured.Size.PrunedBytes, Units.Bytes);
        if (entry.MultiplyAdds is { } multiplyAdds)
            yield return Count(
                BaselineGates.MultiplyAdds, BaselineErrors.MultiplyAdds, multiplyAdds, measured.Size.PrunedMultiplyAdds, Units.Count);
        if (entry.Accuracy is { } accuracy)
            yield return Accuracy(accuracy);
        if (entry.Speedup is { } speedup)
            yield return Speedup(speedup);

        Verdict Count(string gate, string code, long before, long? now, Func<double, string> text)
        {
            var outcome = now is > 0 && now <= before * Growth ? VerdictOutcome.Pass : VerdictOutcome.Fail;
            return Said(gate, code, outcome, now, before * Growth, now is { } count ? text(count) : "not counted",
                $"at most {text(before * Growth)}", $"{text(before)} when the baseline was made, 1 % more is allowed", [gate]);
        }

        Verdict Accuracy(BaselineAccuracy before)
        {
            var now = gates.Accuracy is { } gate && measured.Accuracy is { } made ? BaselineAccuracy.Of(made, gate) : null;
            bool isComparable = now is null || (now.Metric == before.Metric && now.Data == before.Data);
            bool isFinite = measured.Accuracy is { Samples: > 0, DenseNotFinite: 0, PrunedNotFinite: 0 };
            var outcome = !isComparable ? VerdictOutcome.NotJudged
                : isFinite && now is not null && now.Worse <= before.Allowed ? VerdictOutcome.Pass
                : VerdictOutcome.Fail;
            string text = now is null ? "nothing was measured"
                : isFinite ? $"{now.Metric} worse than dense by {Number(now.Worse)}" : "outputs are not finite";
            string bound = before.MostWorse is null ? "1 % of the metric is allowed" : "the bound of its interval is allowed";
            return Said(BaselineGates.Accuracy, BaselineErrors.Accuracy, outcome, isFinite ? now?.Worse : null, before.Allowed,
                text, $"worse by at most {Number(before.Allowed)}",
                isComparable
                    ? $"{Number(before.Worse)} when the baseline was made, {bound}" : $"{before.Metric} on other data when the baseline was made",
                [BaselineGates.Accuracy, "worse"]);
        }

        Verdict Speedup(BaselineSpeedup before)
        {
            var now = measured.Latency is { } latency ? BaselineSpeedup.Of(latency, gates.Latency) : null;
            var outcome = now is not null && now.Machine != before.Machine ? VerdictOutcome.NotJudged
                : now?.High >= before.Low ? VerdictOutcome.Pass
                : VerdictOutcome.Fail;
            string made = $"{Range(before)} when the baseline was made";
            return Said(BaselineGates.Speedup, BaselineErrors.Speedup, outcome, now?.High, before.Low,
                now is null ? "nothing was measured" : $"at most {Units.Times(now.High)}", $"at least {Units.Times(before.Low)}",
                outcome == VerdictOutcome.NotJudged ? $"{made}, on another machine: {before.Machine}" : $"{Range(now)} now, {made}",
                [BaselineGates.Speedup, "low"]);
        }

        Verdict Said(
            string gate, string code, VerdictOutcome outcome, double? actual, double required, string actualText, string requiredText,
            string details, string[] figure)
        {
            var excuse = outcome == VerdictOutcome.Fail
                ? baseline.Suppressions.FirstOrDefault(suppression => suppression.Model == model && suppression.Gate == gate) : null;
            string message = excuse is null
                ? $"Gate baseline.{gate} {Word(outcome)}: {actualText}, {requiredText} wanted ({details})."
                    + (outcome == VerdictOutcome.Fail ? $" Undo what made it worse, or accept it: {BaselineErrors.Accept}." : "")
                : $"Gate baseline.{gate} missed, and suppressed until {excuse.Expires} ({excuse.Reason}): {actualText}, {requiredText} wanted "
                    + $"({details}).";
            return new Verdict(
                $"baseline.{gate}", excuse is null ? outcome : VerdictOutcome.NotJudged, actual, required, actualText, requiredText, message,
                baseline.PlaceOf(model, figure), code);
        }
    }

    private static string Word(VerdictOutcome outcome) => outcome switch
    {
        VerdictOutcome.Pass => "passed",
        VerdictOutcome.Fail => "missed",
        _ => "not judged",
    };

    private static string Range(BaselineSpeedup? speedup) =>
        speedup is null ? "nothing" : $"{Units.Times(speedup.Estimate)} ({Units.Times(speedup.Low)} to {Units.Times(speedup.High)})";

    private static string Number(double value) => value.ToString("0.#####", CultureInfo.InvariantCulture);
}
