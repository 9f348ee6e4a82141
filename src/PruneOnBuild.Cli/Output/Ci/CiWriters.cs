namespace PruneOnBuild.Cli.Output.Ci;

/// <summary>Finds out which CI system runs this, by the variables that each sets for its jobs.</summary>
internal static class CiWriters
{
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
        IsTrue(environment("GITHUB_ACTIONS")) ? CiSystem.GitHub
        : IsTrue(environment("TF_BUILD")) ? CiSystem.Azure
        : string.IsNullOrEmpty(environment("TEAMCITY_VERSION")) ? CiSystem.None
        : CiSystem.TeamCity;

    private static bool IsTrue(string? value) => string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);
}
