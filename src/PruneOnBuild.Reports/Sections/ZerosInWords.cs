using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Capabilities;

namespace PruneOnBuild.Reports.Sections;

/// <summary>What zeros are good for on a sparse target, as far as its policy and the capability records tell.</summary>
internal static class ZerosInWords
{
    public const string SizeOnly = "The intent is size: a smaller file only; latency is not expected to change.";

    public const string UnknownHardware =
        "No provider is named: the zeros are for the compiler of hardware that this build does not run on.";

    public static string Of(TargetPolicy target) => target switch
    {
        { Intent: Intent.Size } => SizeOnly,
        { Provider: null } => UnknownHardware,
        _ => Gains(SparseCapabilities.Of(target.Provider.Value), [.. target.Gains]),
    };

    private static string Gains(SparseCapability capability, SparseGain[] gains)
    {
        string options = gains.Any(gain => gain.Option is not null)
            ? " Options are the application's to set; latency here is measured without them." : "";
        return $"Provider {capability.Provider} gains time from such zeros {string.Join("; ", gains.Select(Conditions))}: "
            + $"{capability.Evidence}.{options}";
    }

    private static string Conditions(SparseGain gain)
    {
        string device = gain.Device is { } named ? $"on {named} " : "";
        string types = gain.Types.IsEmpty ? "" : $", in {string.Join(" or ", gain.Types.Select(type => type.Word()))}";
        string option = gain.Option is { } set ? $", with {set}" : "";
        return FormattableString.Invariant($"{device}from {100 * gain.LeastSparsity:0.##} % on{types}{option}");
    }
}
