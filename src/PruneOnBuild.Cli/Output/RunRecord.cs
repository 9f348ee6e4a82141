using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Cli.Output;

/// <summary>What a run has said so far, for those who are told at its end.</summary>
internal sealed class RunRecord
{
    private readonly List<Diagnostic> _diagnostics = [];
    private readonly List<string> _reports = [];
    private readonly List<string> _said = [];

    /// <summary>In the order in which they were said.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics => _diagnostics;

    /// <summary>Full paths of the models' report.md.</summary>
    public IReadOnlyList<string> Reports => _reports;

    /// <summary>Lines that every run with the same result would say too.</summary>
    public IReadOnlyList<string> Said => _said;

    /// <summary>Of the one model that was judged; null: none was, or another run may judge otherwise.</summary>
    public RunBasis? Basis { get; set; }

    /// <summary>Something was said that may not hold a moment later, such as that a server does not answer.</summary>
    public bool IsOfThisMoment { get; set; }

    /// <param name="text">One line or several; the last may lack its end.</param>
    public void Say(string text)
    {
        using var lines = new StringReader(text);
        while (lines.ReadLine() is { } line)
            _said.Add(line);
    }

    public void Add(Diagnostic diagnostic) => _diagnostics.Add(diagnostic);

    public void AddReport(string path) => _reports.Add(path);
}
