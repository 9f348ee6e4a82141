using System.Runtime.InteropServices;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Cli;

/// <summary>POB9: our own fault. The console gets one line, the stack trace goes into a file that a bug report can carry.</summary>
internal static class CrashLog
{
    public static Diagnostic Write(Exception fault, IReadOnlyList<string> arguments)
    {
        string path = Path.Combine(Path.GetTempPath(), $"prune-on-build-{Guid.NewGuid():N}.log");
        string text = $"""
            prune-on-build {ToolVersion.Text}
            {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}
            arguments: {string.Join(' ', arguments.Select(argument => $"'{argument}'"))}

            {fault}

            """;
        string remedy = $"Please report it with the log '{path}'.";
        try
        {
            File.WriteAllText(path, text);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            remedy = $"Please report it; the log could not be written to '{path}'.";
        }
        string reason = fault.Message.ReplaceLineEndings(" ");
        return Diagnostic.Error("POB9001", new SourceLocation("prune-on-build"), $"A fault of ours ({fault.GetType().Name}: {reason}). {remedy}");
    }
}
