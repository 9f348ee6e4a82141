using System.Reflection;
using System.Runtime.InteropServices;

namespace PruneOnBuild.Tasks.Runs;

/// <summary>What is asked of the worker, as far as it is known before anything was read but policy and model: a key for the runs that were asked the same.</summary>
internal static class AskedRun
{
    /// <param name="worker">Full path of the worker; the files beside it are its code.</param>
    /// <param name="command">All that it is started with.</param>
    /// <returns>Null where the command cannot be told for another clone.</returns>
    public static string? Key(string worker, string command, string policy, string model, string output, Places places, Contents contents) =>
        // Quotation marks stand around a path in one clone and not in another.
        places.Abstract($"{command.Replace("\"", "")}\n{Path.GetDirectoryName(output)}") is { } asked
            ? Contents.OfParts([Code(worker), .. Machine(), asked, contents.Of(policy), contents.Of(model)]) : null;

    /// <summary>By dates, because hashes of the native libraries would take longer than all else. A moved package is another one.</summary>
    private static string Code(string worker) => Contents.OfParts(
    [
        Assembly.GetExecutingAssembly().ManifestModule.ModuleVersionId.ToString("N"),
        .. new DirectoryInfo(Path.GetDirectoryName(worker)!).EnumerateFiles()
            .OrderBy(file => file.Name, StringComparer.Ordinal)
            .Select(file => FormattableString.Invariant($"{file.Name} {file.Length} {file.LastWriteTimeUtc.Ticks}")),
    ]);

    /// <summary>At least all by which the worker tells machines apart: every run times the model here.</summary>
    private static IEnumerable<string> Machine() =>
    [
        Environment.MachineName,
        Environment.ProcessorCount.ToString(),
        RuntimeInformation.OSDescription,
        $"{RuntimeInformation.OSArchitecture} {RuntimeInformation.ProcessArchitecture}",
        Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? "",
        .. File.Exists("/proc/cpuinfo") ? FirstProcessor() : [],
    ];

    // What changes from moment to moment is the clock.
    private static IEnumerable<string> FirstProcessor() =>
        File.ReadLines("/proc/cpuinfo").TakeWhile(line => line.Length > 0)
            .Where(line => !line.StartsWith("cpu MHz", StringComparison.Ordinal) && !line.StartsWith("bogomips", StringComparison.OrdinalIgnoreCase));
}
