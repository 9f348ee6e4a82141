using System.Runtime.CompilerServices;
using Microsoft.Build.Framework;
using MSBuildTask = Microsoft.Build.Utilities.Task;

namespace PruneOnBuild.Tasks;

/// <summary>
/// Logs what the worker found as errors and warnings of the project that asked, and fails where there are errors.
/// The first framework of a project to come here reports; the others fail without repeating it.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class ReportVerdicts : MSBuildTask
{
    // Since 16.9 a task that fails must log an error, or say that it need not.
    private static readonly bool s_engineAsksForErrors =
        typeof(IBuildEngine).Assembly.GetType("Microsoft.Build.Framework.IBuildEngine7") is not null;

    /// <summary>The verdicts that <see cref="PruneModel"/> gave, one for each model.</summary>
    [Required]
    public ITaskItem[] Verdicts { get; set; } = [];

    /// <summary>Full path of the project's folder; files that the worker names by a relative path lie in it.</summary>
    [Required]
    public string ProjectFolder { get; set; } = "";

    /// <summary>Address of the pages on error codes, ending in a slash. Empty: no help links.</summary>
    public string? DocsUrl { get; set; }

    public override bool Execute()
    {
        var log = new DiagnosticLog(Log, ProjectFolder, DocsUrl);
        var failed = false;
        // Each model has a worker of its own, and each warns of what they share.
        var told = new HashSet<WorkerDiagnostic>();
        foreach (var verdict in Verdicts)
        {
            var diagnostics = VerdictItem.DiagnosticsOf(verdict).ToList();
            failed |= diagnostics.Exists(diagnostic => diagnostic.IsError);
            if (diagnostics.Count > 0 && ReportClaim.Take(VerdictItem.ClaimOf(verdict)))
                diagnostics.FindAll(diagnostic => diagnostic.IsError || told.Add(diagnostic)).ForEach(log.Write);
        }

        if (failed && !Log.HasLoggedErrors && s_engineAsksForErrors)
            FailWithoutError();
        return !failed;
    }

    // Apart, because engines without the interface cannot even load a method that names it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void FailWithoutError()
    {
        if (BuildEngine is IBuildEngine7 engine)
            engine.AllowFailureWithoutError = true;
    }
}
