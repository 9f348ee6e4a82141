using PruneOnBuild.Cli.Bench.Gates;
using PruneOnBuild.Cli.CommandLine;
using PruneOnBuild.Cli.Output;

namespace PruneOnBuild.Cli.Commands;

/// <summary><c>bench gates</c>: how often gates are wrong where the truth is known.</summary>
internal sealed class BenchGatesCommand(RunConsole console, PassingLine progress)
{
    private static readonly (string Name, Func<int, INoise> Of)[] s_noises =
    [
        ("jitter", seed => new SimulatedNoise(NoiseKinds.Jitter, seed)),
        ("jitter, drift", seed => new SimulatedNoise(NoiseKinds.Jitter | NoiseKinds.Drift, seed)),
        ("jitter, spikes", seed => new SimulatedNoise(NoiseKinds.Jitter | NoiseKinds.Spikes, seed)),
        ("jitter, on/off neighbour", seed => new SimulatedNoise(NoiseKinds.Jitter | NoiseKinds.Neighbour, seed)),
        ("jitter, placement", seed => new SimulatedNoise(NoiseKinds.Jitter | NoiseKinds.Placement, seed)),
        ("all of them", seed => new SimulatedNoise(NoiseKinds.All, seed)),
    ];

    public ExitCode Run(Command.BenchGates command)
    {
        if (command.IsNeighbour)
        {
            Neighbour.Burn(Console.In);
            return ExitCode.Passed;
        }
        using var model = new RealModel(command.Model is null ? null : Path.GetFullPath(command.Model), command.Threads);
        foreach (var section in Sections(command, model))
        {
            section.Run(Write, progress.Report);
            progress.Clear();
        }
        return ExitCode.Passed;
    }

    private static IEnumerable<IGateSection> Sections(Command.BenchGates command, RealModel model)
    {
        var filter = new LineFilter(command.Only);
        if (command.Gates > 0)
        {
            yield return new SimulatedGates(
                "Simulated noise", [.. s_noises.Where(noise => filter.Takes("simulated", noise.Name))], command.Gates);
            yield return new RecordedGates(model, command.Gates, filter);
            yield return new AccuracyGates(command.Gates, filter);
        }
        if (command.HasSums)
            yield return new OutcomeSumGates(filter);
        if (command.Live > 0)
            yield return new LiveGates(model, command.Live, filter);
        if (command.Builds > 0)
            yield return new BuildGates(model, command.Builds);
    }

    private void Write(string text)
    {
        progress.Clear();
        console.Write(text);
    }
}
