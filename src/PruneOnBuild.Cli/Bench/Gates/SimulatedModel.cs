using PruneOnBuild.Gates.Latency;

namespace PruneOnBuild.Cli.Bench.Gates;

/// <summary>Takes as many milliseconds by itself on a clock that nothing else moves.</summary>
internal sealed class SimulatedModel(SimulatedClock clock, INoise noise, double ms) : ITimedModel
{
    public void Run() => clock.Pass(ms * noise.Next(clock.Seconds));
}
