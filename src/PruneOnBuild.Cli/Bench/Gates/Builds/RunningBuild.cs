using System.Diagnostics;
using System.Text.Json;
using PruneOnBuild.Reports.Json;

namespace PruneOnBuild.Cli.Bench.Gates.Builds;

/// <summary>A <c>prune</c> of this tool in a process of its own.</summary>
/// <param name="threshold">Of its speedup gate.</param>
internal sealed class RunningBuild(Process process, double threshold, string output)
{
    // Read while it runs, so that it does not wait for a reader.
    private readonly Task<string> _said = process.StandardOutput.ReadToEndAsync();

    // Not when somebody came to wait for it.
    private readonly Task<double> _seconds = SecondsOf(process);

    /// <exception cref="InvalidOperationException">It came to no verdict.</exception>
    public BuildVerdict Wait()
    {
        string said = _said.Result;
        double seconds = _seconds.Result;
        int number = process.Id;
        process.Dispose();
        string report = Directory.EnumerateFiles(output, "*report.json", SearchOption.AllDirectories).SingleOrDefault()
            ?? throw new InvalidOperationException($"A build came to no verdict:\n{said}");
        var verdict = JsonSerializer.Deserialize(File.ReadAllText(report), ReportJson.Default.Report)!.Verdicts.Single();
        return new BuildVerdict(number, threshold, verdict.Outcome, verdict.Interval!, seconds);
    }

    private static async Task<double> SecondsOf(Process process)
    {
        long start = Stopwatch.GetTimestamp();
        await process.WaitForExitAsync();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
