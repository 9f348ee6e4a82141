using PruneOnBuild.Cli.CommandLine;
using PruneOnBuild.Cli.Output.Ci;
using PruneOnBuild.Reports.Sarif;

namespace PruneOnBuild.Cli.Output;

/// <summary>What a run of <c>prune</c> leaves for other programs, however it went: report.sarif, and words for the CI system.</summary>
/// <param name="environment">The value of an environment variable.</param>
internal sealed class RunEnd(RunRecord record, RunConsole console, TextWriter output, Func<string, string?> environment)
{
    private const string FileName = "report.sarif";

    public ExitCode Write(Command.Prune command, ExitCode exitCode, DateTime start)
    {
        exitCode = WriteSarif(command, exitCode, start);
        if (CiWriters.Find(command.Ci, output, environment) is not { } ci)
            return exitCode;
        try
        {
            ci.Summarize(record);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            console.Write(PipelineErrors.SummaryFailed(failure));
        }
        if (command.Annotates)
            ci.Annotate(record);
        return exitCode;
    }

    private ExitCode WriteSarif(Command.Prune command, ExitCode exitCode, DateTime start)
    {
        string path = Path.Combine(Path.GetFullPath(command.Output), FileName);
        try
        {
            bool wasJudged = exitCode is ExitCode.Passed or ExitCode.GateMissed;
            string subject = console.Shown(Path.GetFullPath(command.Model ?? command.Policy ?? "prune.yaml")).Replace('\\', '/').Trim('/');
            AtomicFile.WriteAllText(path, SarifReport.Write(
                new SarifRun(ToolVersion.Text, subject, record.Diagnostics, start, DateTime.UtcNow, (int)exitCode, wasJudged)));
            return exitCode;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            var mistake = PipelineErrors.FilesFailed(path, failure).Diagnostics[0];
            // A folder that takes nothing has been said to do so.
            if (record.Diagnostics.All(said => said.Code != mistake.Code))
                console.Write(mistake);
            return exitCode == ExitCode.OurFault ? exitCode : ExitCode.BadInput;
        }
    }
}
