using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Reports.Sarif;

/// <summary>What report.sarif says of one run of the tool.</summary>
/// <param name="Tool">Version of PruneOnBuild.</param>
/// <param name="Subject">The model or the policy that was run; tells the runs of a build apart.</param>
/// <param name="Diagnostics">All that the run said, with full paths.</param>
/// <param name="Start">UTC.</param>
/// <param name="End">UTC.</param>
/// <param name="ExitCode">Of the process.</param>
/// <param name="WasJudged">False: bad input or a fault of ours kept a model from being judged.</param>
public sealed record SarifRun(
    string Tool, string Subject, IReadOnlyList<Diagnostic> Diagnostics, DateTime Start, DateTime End, int ExitCode, bool WasJudged);
