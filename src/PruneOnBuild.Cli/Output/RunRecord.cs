using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Cli.Output;

/// <summary>What a run has said so far, for those who are told at its end.</summary>
internal sealed class RunRecord
{
    private readonly List<Diagnostic> _diagnostics = [];
    private readonly List<string> _reports = [];

    /// <summary>In the order in which they were said.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics => _diagnostics;

    /// <summary>Full paths of the models' report.md.</summary>
    public IReadOnlyList<string> Reports => _reports;

    public void Add(Diagnostic diagnostic) => _diagnostics.Add(diagnostic);

    public void AddReport(string path) => _reports.Add(path);
}
