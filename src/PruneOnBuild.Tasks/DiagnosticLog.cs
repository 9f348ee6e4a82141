using System.Runtime.CompilerServices;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace PruneOnBuild.Tasks;

/// <summary>Writes the worker's diagnostics as MSBuild's own: code, place and help link in fields, not in text.</summary>
internal sealed class DiagnosticLog(TaskLoggingHelper log, string projectFolder, string? docsUrl)
{
    // Engines before 16.8 have no help links, and a call to what they lack would end the build with a MissingMethodException.
    private static readonly bool s_engineHasHelpLinks = typeof(BuildErrorEventArgs).GetProperty("HelpLink") is not null;

    public void Write(WorkerDiagnostic diagnostic)
    {
        // A whole file has its first line: CI systems make annotations only of errors that have one.
        diagnostic = diagnostic with { Line = Math.Max(1, diagnostic.Line) };
        var file = FullPath(diagnostic.File);
        if (s_engineHasHelpLinks && !string.IsNullOrEmpty(docsUrl))
            WriteWithLink(diagnostic, file, $"{docsUrl}{diagnostic.Code}.md");
        else
            WritePlain(diagnostic, file);
    }

    // A name that is no file, such as the tool's own, stays as it is.
    private string FullPath(string name)
    {
        var path = Path.Combine(projectFolder, name);
        return File.Exists(path) ? Path.GetFullPath(path) : name;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void WriteWithLink(WorkerDiagnostic diagnostic, string file, string link)
    {
        var (_, line, column, isError, code, message) = diagnostic;
        if (isError)
            log.LogError(null, code, null, link, file, line, column, 0, 0, "{0}", message);
        else
            log.LogWarning(null, code, null, link, file, line, column, 0, 0, "{0}", message);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void WritePlain(WorkerDiagnostic diagnostic, string file)
    {
        var (_, line, column, isError, code, message) = diagnostic;
        if (isError)
            log.LogError(null, code, null, file, line, column, 0, 0, "{0}", message);
        else
            log.LogWarning(null, code, null, file, line, column, 0, 0, "{0}", message);
    }
}
