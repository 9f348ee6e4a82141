namespace PruneOnBuild.Cli.Bench.Gates;

/// <summary>Gates by a simulated clock on noise that this machine made: recorded alone, and beside a process that burns a core.</summary>
internal sealed class RecordedGates(RealModel model, int gates, LineFilter filter) : IGateSection
{
    public void Run(Action<string> write, Action<string> report)
    {
        (string Name, Func<IReadOnlyList<double>> Record)[] recordings =
        [
            ("recorded alone", model.Record),
            ("recorded beside a busy process", RecordBesideNeighbour),
        ];
        var noises = new List<(string Name, Func<int, INoise> Of)>();
        var runs = new List<string>();
        foreach (var (name, record) in recordings.Where(recording => filter.Takes("recorded", recording.Name)))
        {
            report($"a real model, {name}");
            var times = record();
            noises.Add((name, seed => new RecordedNoise(times, seed)));
            runs.Add(FormattableString.Invariant($"{times.Count} runs {name}"));
        }
        string title = $"Noise of {Path.GetFileName(model.Named)} on this machine, {string.Join(" and ", runs)}";
        new SimulatedGates(title, noises, gates).Run(write, report);
    }

    private IReadOnlyList<double> RecordBesideNeighbour()
    {
        using var neighbour = new Neighbour();
        return model.Record();
    }
}
