using PruneOnBuild.Cli.Bench.Kernels;
using PruneOnBuild.Cli.CommandLine;
using PruneOnBuild.Cli.Output;
using PruneOnBuild.Kernels.Lanes;

namespace PruneOnBuild.Cli.Commands;

/// <summary><c>bench kernels</c>: how fast the sparse kernels are on this machine, shape by shape.</summary>
internal sealed class BenchKernelsCommand(RunConsole console, Func<Command.BenchKernels, IKernelMeter> open, PassingLine progress)
{
    public ExitCode Run(Command.BenchKernels command)
    {
        if (command.Instructions is { } set && !InstructionSets.Available.Contains(set))
            throw CommandLineErrors.MissingInstructions(KernelWords.Of(set), InstructionSets.Available.Select(KernelWords.Of));
        if (command is { Instructions: { } forced, Threads: > 1 } && forced != InstructionSets.Best)
            throw CommandLineErrors.ForcedInstructionsOfThreads(KernelWords.Of(InstructionSets.Best));
        KernelShape[] shapes = [.. KernelShape.All.Where(shape => IsAskedFor(shape, command.Only))];
        if (shapes.Length == 0)
            throw CommandLineErrors.NoShapes(command.Only!);

        var table = new KernelTable(command.Instructions, command.Threads, command.Sparsities);
        console.Write(table.Intro + KernelTable.Title);
        var meter = open(command);
        var results = new List<KernelResult>();
        foreach (var shape in shapes)
        {
            progress.Report($"{shape.Family} {shape.Name}");
            results.Add(meter.Measure(shape));
            progress.Clear();
            console.Write(table.Rows(results[^1]));
        }
        console.Write(table.Means(results));
        return ExitCode.Passed;
    }

    private static bool IsAskedFor(KernelShape shape, string? text) =>
        text is null || $"{shape.Family} {shape.Name}".Contains(text, StringComparison.OrdinalIgnoreCase);
}
