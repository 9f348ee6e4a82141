namespace PruneOnBuild.Cli.CommandLine;

/// <summary>What a failed gate does.</summary>
internal enum VerdictAction
{
    /// <summary>An error: exit code 2, and the pruned model is not published.</summary>
    Fail,

    /// <summary>A warning: the pruned model is published all the same.</summary>
    Warn,

    /// <summary>Neither: it stands in the reports alone, and the pruned model is published.</summary>
    Report,
}
