using System.Runtime.InteropServices;
using PruneOnBuild.Cli.Caching.Shared;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Cli.Output;

/// <summary>
/// POB9: our own fault. The console gets one line; the stack trace goes into a file that a bug report can carry.
/// </summary>
internal static class CrashLog
{
    public static Diagnostic Write(Exception fault, IReadOnlyList<string> arguments)
    {
        string path = Path.Combine(Path.GetTempPath(), $"prune-on-build-{Guid.NewGuid():N}.log");
        string text = $"""
            prune-on-build {ToolVersion.Text}
            {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}
            arguments: {string.Join(' ', arguments.Select(argument => $"'{SharedCacheAddress.WithoutCredentials(argument)}'"))}

            {fault}

            """;
        try
        {
            File.WriteAllText(path, text);
            return PipelineErrors.OurFault(fault, $"Please report it with the log '{path}'.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return PipelineErrors.OurFault(fault, $"Please report it; its log could not be written to '{path}'.");
        }
    }
}
