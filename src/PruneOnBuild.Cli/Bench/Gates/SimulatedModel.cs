using PruneOnBuild.Gates.Latency;

namespace PruneOnBuild.Cli.Bench.Gates;

/// <summary>Takes as many milliseconds by itself on a clock that nothing else moves.</summary>
internal sealed class SimulatedModel(SimulatedClock clock, INoise noise, double ms) : ITimedModel
{
    private const double OpeningMs = 5;

    private double? _opened;

    public void Run() => clock.Pass((_opened ?? Open()) * ms * noise.Next(clock.Seconds));

    public bool Close()
    {
        _opened = null;
        return true;
    }

    private double Open()
    {
        clock.Pass(OpeningMs);
        return (_opened = noise.Opened()).Value;
    }
}
