namespace PruneOnBuild.Cli.Bench.Gates;

/// <summary>Gates by a simulated clock on noise that this machine made: recorded alone, and beside a process that burns a core.</summary>
internal sealed class RecordedGates(RealModels models, int gates) : IGateSection
{
    public void Run(Action<string> write, Action<string> report)
    {
        report("recording a real model alone");
        var alone = models.Record();
        report("recording a real model beside a busy process");
        IReadOnlyList<double> beside;
        using (new Neighbour())
            beside = models.Record();
        string title = FormattableString.Invariant(
            $"Noise of {Path.GetFileName(models.Named)} on this machine, {alone.Count} runs alone and {beside.Count} beside a busy process");
        new SimulatedGates(
            title,
            [("recorded alone", seed => new RecordedNoise(alone, seed)), ("recorded beside a busy process", seed => new RecordedNoise(beside, seed))],
            gates).Run(write, report);
    }
}
