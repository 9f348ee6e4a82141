using System.Collections.Immutable;

namespace PruneOnBuild.Cli.Output.Ci;

/// <summary>Finds out which CI system runs this, by the variables that each sets for its jobs.</summary>
internal static class CiWriters
{
    private const string GitHub = "GITHUB_ACTIONS";
    private const string Azure = "TF_BUILD";
    private const string TeamCity = "TEAMCITY_VERSION";

    /// <summary>Names of the variables that tell.</summary>
    public static ImmutableArray<string> Variables { get; } = [GitHub, Azure, TeamCity];

    /// <param name="asked">Null: whichever runs this.</param>
    /// <param name="environment">The value of an environment variable.</param>
    public static ICiWriter? Find(CiSystem? asked, TextWriter output, Func<string, string?> environment) =>
        (asked ?? Detect(environment)) switch
        {
            CiSystem.GitHub => new GitHubWriter(output, environment("GITHUB_WORKSPACE"), environment("GITHUB_STEP_SUMMARY")),
            CiSystem.Azure => new AzureWriter(output),
            CiSystem.TeamCity => new TeamCityWriter(output),
            _ => null,
        };

    private static CiSystem Detect(Func<string, string?> environment) =>
        IsTrue(environment(GitHub)) ? CiSystem.GitHub
        : IsTrue(environment(Azure)) ? CiSystem.Azure
        : string.IsNullOrEmpty(environment(TeamCity)) ? CiSystem.None
        : CiSystem.TeamCity;

    private static bool IsTrue(string? value) => string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);
}
