using System.Text;
using PruneOnBuild.Cli.Bench;
using PruneOnBuild.Cli.Bench.Kernels;
using PruneOnBuild.Cli.CommandLine;
using PruneOnBuild.Cli.Commands;
using PruneOnBuild.Cli.Output;
using PruneOnBuild.Cli.Stages;
using PruneOnBuild.Cli.Zoo;
using PruneOnBuild.Policy.Diagnostics;
using PruneOnBuild.Policy.Schema;
using PruneOnBuild.Pruning;

namespace PruneOnBuild.Cli;

/// <summary>The worker and the dotnet tool <c>prune-on-build</c>.</summary>
internal static class Program
{
    public static int Main(string[] arguments)
    {
        ParentWatch.Start();
        // Not Console.Out, whose encoding on Windows is the console's: the task reads UTF-8.
        using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)) { AutoFlush = true };
        bool hasColour = HasColour();
        return Run(arguments, output, hasColour, progress: new PassingLine(Console.Error, isTerminal: hasColour && !Console.IsErrorRedirected));
    }

    /// <summary>One run of the tool, as a process would do it, without a process.</summary>
    internal static int Run(
        string[] arguments, TextWriter output, bool colour = false, IPruner? pruner = null, IMeters? meters = null,
        Func<BenchJob, IBenchMeter>? benchMeter = null, Func<Command.BenchKernels, IKernelMeter>? kernelMeter = null, PassingLine? progress = null,
        Func<string, string?>? environment = null)
    {
        environment ??= Environment.GetEnvironmentVariable;
        progress ??= new PassingLine(TextWriter.Null, isTerminal: false);
        var start = DateTime.UtcNow;
        var record = new RunRecord();
        var console = new RunConsole(output, colour, Environment.CurrentDirectory, record);
        Command? command = null;
        var exitCode = Guarded(() =>
        {
            command = CommandLineParser.Parse(arguments);
            if (ProjectOf(command) is { } project)
                console = new RunConsole(output, colour, Path.GetFullPath(project), record);
            return command switch
            {
                Command.Prune prune => new PruneCommand(console, pruner ?? new Pruner(), meters ?? new RuntimeMeters(), environment).Run(prune),
                Command.Explain explain => new ExplainCommand(console, pruner ?? new Pruner(), meters ?? new RuntimeMeters(), environment).Run(explain),
                Command.Check check => new CheckCommand(console).Run(check),
                Command.Zoo zoo => new ZooCommand(console, ZooTrial.Run).Run(zoo),
                Command.Bench bench =>
                    new BenchCommand(console, pruner ?? new Pruner(), benchMeter ?? BenchMeter.Open, progress).Run(bench),
                Command.BenchKernels kernels =>
                    new BenchKernelsCommand(
                        console, kernelMeter ?? (asked => new KernelMeter(asked.Instructions, asked.Threads, asked.Sparsities)), progress).Run(kernels),
                Command.BenchGates gates => new BenchGatesCommand(console, progress).Run(gates),
                Command.MemoryProbe probe => Print(output, MemoryProcess.Answer(probe.Request)),
                Command.Schema => Print(output, PolicySchema.Text()),
                Command.Version => Print(output, ToolVersion.Text + "\n"),
                _ => Print(output, HelpText.Write()),
            };
        });
        if (command is Command.Prune pruned)
            exitCode = Guarded(() => new RunEnd(record, console, output, environment).Write(pruned, exitCode, start));
        return (int)exitCode;

        ExitCode Guarded(Func<ExitCode> work)
        {
            try
            {
                return work();
            }
            catch (PruneOnBuildException mistakes)
            {
                foreach (var diagnostic in mistakes.Diagnostics)
                    console.Write(diagnostic);
                return ExitCode.BadInput;
            }
            catch (Exception fault)
            {
                console.Write(CrashLog.Write(fault, arguments));
                return ExitCode.OurFault;
            }
        }
    }

    private static string? ProjectOf(Command command) => command switch
    {
        Command.Prune prune => prune.ProjectDirectory,
        Command.Explain explain => explain.ProjectDirectory,
        _ => null,
    };

    private static ExitCode Print(TextWriter output, string text)
    {
        output.Write(text);
        return ExitCode.Passed;
    }

    private static bool HasColour() =>
        !Console.IsOutputRedirected
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI"))
        && Environment.GetEnvironmentVariable("TERM") != "dumb";
}
