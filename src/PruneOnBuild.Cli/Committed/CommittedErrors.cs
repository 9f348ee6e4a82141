using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Cli.Committed;

/// <summary>What can be wrong with a file of one kind, each with that kind's code.</summary>
/// <param name="Broken">The file cannot be read: its place, the mistake, and what told of it.</param>
/// <param name="UnknownVersion">Its form has another version: its place, and the version as it is written.</param>
/// <param name="Unwritable">Its path, and why it cannot be written.</param>
internal sealed record CommittedErrors(
    Func<SourceLocation, string, Exception?, PruneOnBuildException> Broken,
    Func<SourceLocation, string, PruneOnBuildException> UnknownVersion,
    Func<string, Exception, PruneOnBuildException> Unwritable);
