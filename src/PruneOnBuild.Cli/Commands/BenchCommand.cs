using System.Collections.Immutable;
using System.Diagnostics;
using PruneOnBuild.Cli.Bench;
using PruneOnBuild.Cli.CommandLine;
using PruneOnBuild.Cli.Output;
using PruneOnBuild.Graph;
using PruneOnBuild.Policy;
using PruneOnBuild.Pruning;

namespace PruneOnBuild.Cli.Commands;

/// <summary><c>bench accuracy</c>: what pruning costs one model, as its policy prunes it and by plain criteria, from mild cuts to deep ones.</summary>
/// <param name="open">Reads the data; what is wrong with them, it throws.</param>
internal sealed class BenchCommand(RunConsole console, IPruner pruner, Func<BenchJob, IBenchMeter> open, PassingLine progress)
{
    public ExitCode Run(Command.Bench command)
    {
        var job = Job(command);
        var points = BenchPoints.Of(command, job.Target);
        var dense = OnnxReader.Read(job.Path);
        using var meter = open(job);
        var trial = new BenchTrial(job, dense, pruner, meter, progress);
        var page = new BenchPage(job, command.Contenders);
        console.Write(page.Intro);

        progress.Report("measuring the dense model");
        double metric = meter.Accuracy(dense).Dense;
        progress.Clear();
        console.Write(page.Table.Title + page.Table.Dense(metric));
        var rows = new List<BenchRow>();
        Keep(command.Output, page.Markdown(rows, metric));
        foreach (double point in points)
        {
            rows.Add(Row(trial, command.Contenders, point));
            progress.Clear();
            console.Write(page.Table.Row(rows[^1], metric));
            // Each row is kept as soon as it is known: such runs are long.
            Keep(command.Output, page.Markdown(rows, metric));
        }
        console.Write(BenchPage.Remarks(rows));
        return rows.SelectMany(row => row.Cells).Any(cell => cell is { By: Contender.Ours, IsMeasured: false }) ? ExitCode.BadInput : ExitCode.Passed;
    }

    private BenchJob Job(Command.Bench command)
    {
        var reading = PolicyReader.Read(PolicyLocator.Find(command.Policy));
        foreach (var warning in reading.Warnings)
            console.Write(warning);
        var policy = reading.Policy;
        string path = Path.GetFullPath(command.Model);
        var model = policy.Find(path) ?? throw PipelineErrors.NoEntry(policy.File, path);
        var gate = model.Gates.Accuracy ?? throw CommandLineErrors.NoAccuracyGate(model.Location, console.Shown(path));
        return new BenchJob(policy, model, path, gate);
    }

    private BenchRow Row(BenchTrial trial, ImmutableArray<Contender> contenders, double point)
    {
        var cells = ImmutableArray.CreateBuilder<BenchCell>();
        foreach (var contender in contenders)
        {
            progress.Prefix = FormattableString.Invariant($"{OptionLists.Word(contender)} at {point}: ");
            cells.Add(trial.Run(contender, point));
        }
        using var process = Process.GetCurrentProcess();
        return new BenchRow(point, cells.ToImmutable(), process.PeakWorkingSet64);
    }

    private static void Keep(string? output, string markdown)
    {
        if (output is null)
            return;
        string path = Path.GetFullPath(output);
        try
        {
            AtomicFile.WriteAllText(path, markdown);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw PipelineErrors.FilesFailed(path, failure);
        }
    }
}
