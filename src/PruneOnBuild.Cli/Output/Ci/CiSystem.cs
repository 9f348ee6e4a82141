namespace PruneOnBuild.Cli.Output.Ci;

/// <summary>Whose words for errors and summaries a run speaks.</summary>
internal enum CiSystem
{
    /// <summary>Nobody's.</summary>
    None,

    /// <summary>GitHub Actions.</summary>
    GitHub,

    /// <summary>Azure Pipelines.</summary>
    Azure,

    /// <summary>JetBrains TeamCity.</summary>
    TeamCity,
}
