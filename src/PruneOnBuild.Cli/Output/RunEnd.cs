using PruneOnBuild.Cli.Baselines;
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
        using var words = new StringWriter { NewLine = output.NewLine };
        var ci = CiWriters.Find(command.Ci, words, environment);
        if (ci is not null)
            Summarize(ci, words);
        WriteRecord(command, exitCode, ci);
        if (command.Annotates)
            ci?.Annotate(record);
        output.Write(words);
        return exitCode;
    }

    private void Summarize(ICiWriter ci, StringWriter words)
    {
        try
        {
            ci.Summarize(record);
            record.Say(words.ToString());
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            console.WriteOfThisMoment(PipelineErrors.SummaryFailed(failure));
        }
    }

    /// <summary>A run that writes committed files is not repeated.</summary>
    private void WriteRecord(Command.Prune command, ExitCode exitCode, ICiWriter? ci)
    {
        if (command is not { Record: { } path, Model: not null } || command.Lock == LockMode.Update || command.Baseline == BaselineMode.Update
            || exitCode is not (ExitCode.Passed or ExitCode.GateMissed) || record is not { Basis: { } basis, IsOfThisMoment: false })
            return;
        try
        {
            RunRecordFile.Write(Path.GetFullPath(path), record, basis, isSummarized: ci is GitHubWriter);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The next run is no repetition, and that is all.
        }
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
