namespace PruneOnBuild.Cli.Output.Ci;

/// <summary>Tells a CI system what a run has said.</summary>
internal interface ICiWriter
{
    /// <summary>Errors and warnings, in the system's own words, so that it shows them at their places.</summary>
    void Annotate(RunRecord run);

    /// <summary>The models' reports, where the system has a page for such.</summary>
    /// <exception cref="IOException">The page cannot be written.</exception>
    void Summarize(RunRecord run);
}
