using System.Globalization;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Pruning.Trials;

namespace PruneOnBuild.Cli.Zoo;

/// <summary>Why a model is not pruned, in the table's words.</summary>
internal static class ZooReasons
{
    private const int FrozenShown = 2;

    /// <summary>The layers with the most frozen channels.</summary>
    public static string Unchanged(RatioTrial trial)
    {
        if (!trial.Groups.IsEmpty)
            return "no group has a second channel";
        if (trial.Frozen.IsEmpty)
            return "it has no weights with channels";
        string reasons = string.Join(
            "; ",
            trial.Frozen.OrderByDescending(frozen => frozen.Channels).Take(FrozenShown).Select(frozen => $"{frozen.Name} {frozen.Reason}"));
        int more = trial.Frozen.Length - FrozenShown;
        return more > 0 ? $"{reasons}; and {more} more" : reasons;
    }

    /// <summary>The code and what is the matter, without the remedy.</summary>
    public static string Short(Diagnostic mistake) => $"{mistake.Code} {mistake.Message.Split(". ", 2)[0].TrimEnd('.')}";

    /// <summary>All that helps to find the fault.</summary>
    /// <param name="ratio">The cut that failed; null: the model was being analysed.</param>
    public static string Full(Exception fault, double? ratio = null)
    {
        string when = ratio is null ? "" : string.Create(CultureInfo.InvariantCulture, $"at {ratio * 100:0} %: ");
        string what = fault is PruneOnBuildException mistakes
            ? string.Join(" ", mistakes.Diagnostics.Select(mistake => $"{mistake.Code} {mistake.Message}"))
            : $"{fault.GetType().Name} in {fault.TargetSite?.DeclaringType?.Name}.{fault.TargetSite?.Name}: {fault.Message}";
        return when + what.ReplaceLineEndings(" ");
    }
}
