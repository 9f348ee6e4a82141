using System.Globalization;

namespace PruneOnBuild.Tasks;

/// <summary>
/// What the tasks themselves report. Mistakes in a project's set-up (POB1090 to POB1094, POB1098, POB1100 and POB1923) are errors in PruneOnBuild.targets,
/// which finds them without loading this assembly.
/// </summary>
internal static class TaskErrors
{
    public static WorkerDiagnostic RuntimeMissing(string host, string log) => new(
        host, 0, 0, true, "POB1095",
        $"The worker needs the .NET 10 runtime or a later one, which '{host}' does not have. " +
        $"Install it, or name another dotnet in the property PruneOnBuildDotNetHost. The host's words are in '{log}'.");

    public static WorkerDiagnostic HostMissing(string host) => new(
        host, 0, 0, true, "POB1096",
        $"The dotnet host '{host}' does not exist. Correct the property PruneOnBuildDotNetHost, or leave it out.");

    public static WorkerDiagnostic FolderUnwritable(string folder, string reason) => new(
        folder, 0, 0, true, "POB1097",
        $"The folder for pruned models cannot be written: {reason} Make it writable, or move the project's obj folder.");

    public static WorkerDiagnostic WorkerCrashed(string model, int exitCode, string log) => new(
        model, 0, 0, true, "POB9050",
        $"The worker ended unexpectedly with exit code {exitCode.ToString(CultureInfo.InvariantCulture)} " +
        $"while it worked on this model. The fault is ours: please report it with the log '{log}'.");

    public static WorkerDiagnostic WorkerSilent(string model, int exitCode, string log) => new(
        model, 0, 0, true, "POB9051",
        $"The worker ended with exit code {exitCode.ToString(CultureInfo.InvariantCulture)} but named no error. " +
        $"The fault is ours: please report it with the log '{log}'.");
}
