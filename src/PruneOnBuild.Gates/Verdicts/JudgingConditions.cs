using System.Collections.Immutable;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Gates.Verdicts;

/// <summary>Where a verdict is passed.</summary>
/// <param name="IsCi">The environment says that this is a continuous-integration build.</param>
/// <param name="Runner">This machine's name (<see cref="MachineFingerprint.CurrentRunner"/>).</param>
public sealed record JudgingConditions(bool IsCi, string Runner)
{
    /// <summary>Set by GitHub, GitLab, Azure Pipelines, TeamCity, Jenkins and most others.</summary>
    public static ImmutableArray<string> CiVariables { get; } = ["CI", "TF_BUILD", "TEAMCITY_VERSION", "JENKINS_URL", "ContinuousIntegrationBuild"];

    public static JudgingConditions Current() => new(CiVariables.Any(IsSet), MachineFingerprint.CurrentRunner);

    private static bool IsSet(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value
        && !value.Equals("false", StringComparison.OrdinalIgnoreCase) && value != "0";
}
