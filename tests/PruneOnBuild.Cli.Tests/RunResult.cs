namespace PruneOnBuild.Cli.Tests;

/// <summary>What a run of the tool said.</summary>
internal sealed record RunResult(ExitCode ExitCode, string Text)
{
    /// <summary>Lines in the form of MSBuild's errors.</summary>
    public IReadOnlyList<string> Errors => [.. Text.Split('\n').Where(line => line.Contains(": error POB", StringComparison.Ordinal))];

    public IReadOnlyList<string> Warnings => [.. Text.Split('\n').Where(line => line.Contains(": warning POB", StringComparison.Ordinal))];
}
