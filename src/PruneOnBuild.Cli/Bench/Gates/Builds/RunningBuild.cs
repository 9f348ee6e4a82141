using System.Diagnostics;
using System.Text.Json;
using PruneOnBuild.Reports.Json;

namespace PruneOnBuild.Cli.Bench.Gates.Builds;

/// <summary>A <c>prune</c> of this tool in a process of its own.</summary>
internal sealed class RunningBuild(Process process, string output)
{
    private readonly long _start = Stopwatch.GetTimestamp();

    // Read while it runs, so that it does not wait for a reader.
    private readonly Task<string> _said = process.StandardOutput.ReadToEndAsync();

    /// <exception cref="InvalidOperationException">It came to no verdict.</exception>
    public BuildVerdict Wait()
    {
        string said = _said.Result;
        process.WaitForExit();
        process.Dispose();
        string report = Directory.EnumerateFiles(output, "*report.json", SearchOption.AllDirectories).SingleOrDefault()
            ?? throw new InvalidOperationException($"A build came to no verdict:\n{said}");
        var verdict = JsonSerializer.Deserialize(File.ReadAllText(report), ReportJson.Default.Report)!.Verdicts.Single();
        return new BuildVerdict(verdict.Outcome, verdict.Interval!, Stopwatch.GetElapsedTime(_start).TotalSeconds);
    }
}
