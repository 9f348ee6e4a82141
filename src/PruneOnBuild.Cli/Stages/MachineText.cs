using PruneOnBuild.Policy;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Cli.Stages;

/// <summary>
/// What a measurement depends on beside the models and the data: this machine, and how the target opens its sessions.
/// </summary>
internal static class MachineText
{
    public static string Of(TargetPolicy target)
    {
        var settings = SessionSettings.For(target);
        return FormattableString.Invariant(
            $"{MachineFingerprint.Hardware} {settings.ProviderName} {settings.Threads} {settings.Optimize} {target.Runner?.Command.Value}");
    }
}
