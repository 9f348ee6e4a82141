using System.Globalization;
using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Runtime;

public static partial class RuntimeErrors
{
    private const string Form = "It must print {\"ms\": [1.92, 1.88]}, milliseconds of single runs, as its last line";

    public static PruneOnBuildException RunnerFailed(TargetRunner runner, int exitCode, string said) => Error("POB5171", runner.Command.Location,
        FormattableString.Invariant($"The runner {Named(runner)} ended with exit code {exitCode} and said \"{Short(said)}\". ") +
        "Call it by hand with a model; exit code 0 means that it timed one.");

    public static PruneOnBuildException RunnerPrintsNoTimes(TargetRunner runner, string said) => Error("POB5172", runner.Command.Location,
        $"The runner {Named(runner)} printed no times, but \"{Short(said)}\". {Form}.");

    /// <param name="ms">The first that is no time; null: there are none at all.</param>
    public static PruneOnBuildException RunnerTimesUnusable(TargetRunner runner, double? ms) => Error("POB5173", runner.Command.Location,
        $"The runner {Named(runner)} printed {(ms is { } value ? $"{(double.IsNaN(value) ? "something that is no number" : value.ToString("R", CultureInfo.InvariantCulture))} as a time" : "an empty list of times")}. " +
        $"{Form}, each above 0.");

    public static PruneOnBuildException RunnerTimedOut(TargetRunner runner) => Error("POB5174", runner.Command.Location,
        FormattableString.Invariant($"The runner {Named(runner)} took longer than {runner.Timeout.TotalSeconds} s and was ended. ") +
        "Let it time fewer runs, or raise timeout.");

    public static PruneOnBuildException RunnerDoesNotStart(TargetRunner runner, string program, Exception cause) => Error("POB5175", runner.Command.Location,
        $"The runner {Named(runner)} does not start: {FirstLine(cause)}. '{program}' must be a program beside the policy or on the PATH.", cause);

    private static string Named(TargetRunner runner) => $"'{runner.Command.Value}'";

    private static string Short(string said) => said.Length > 200 ? said[..200] + "..." : said;
}
