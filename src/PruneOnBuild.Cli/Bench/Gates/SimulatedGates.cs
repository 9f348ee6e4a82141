using PruneOnBuild.Gates.Latency;

namespace PruneOnBuild.Cli.Bench.Gates;

/// <summary>Gates with a threshold of 1.20 on simulated machines, by a simulated clock.</summary>
/// <param name="noises">Name of each kind, and its noise from a seed.</param>
internal sealed class SimulatedGates(
    string title, IReadOnlyList<(string Name, Func<int, INoise> Of)> noises, int gates) : IGateSection
{
    private const double Threshold = 1.2;
    private const double PrunedMs = 1;

    public void Run(Action<string> write, Action<string> report)
    {
        if (noises.Count == 0)
            return;
        var table = new LatencyTable(hasNaive: true);
        write(FormattableString.Invariant($"  {title}: {gates} gates a line\n\n{table.Title}"));
        foreach (var (name, noise) in noises)
        {
            foreach (double distance in LatencyTable.Distances)
            {
                report($"{name}, {distance:+0 %;-0 %;0 %}");
                var (ours, naive) = Tally(noise, distance);
                write(table.Row(name, ours, naive));
            }
        }
        write(table.Bars());
    }

    private (GateTally Ours, GateTally Naive) Tally(Func<int, INoise> noise, double distance)
    {
        var (ours, naive) = (new GateTally(distance), new GateTally(distance));
        double denseMs = PrunedMs * Threshold * (1 + distance);
        for (int gate = 0; gate < gates; gate++)
        {
            var (clock, machine) = (new SimulatedClock(), noise(gate));
            ITimedModel Dense() => new SimulatedModel(clock, machine, denseMs);
            ITimedModel Pruned() => new SimulatedModel(clock, machine, PrunedMs);
            var outcome = LatencyGates.Ours(Dense(), Dense(), Pruned(), Threshold, gate, clock);
            ours.Add(outcome, clock.Seconds);

            double start = clock.Seconds;
            outcome = LatencyGates.Naive(Dense(), Pruned(), Threshold, clock);
            naive.Add(outcome, clock.Seconds - start);
        }
        return (ours, naive);
    }
}
