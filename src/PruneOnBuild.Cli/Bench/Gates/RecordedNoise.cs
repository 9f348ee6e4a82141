using PruneOnBuild.Gates.Statistics;

namespace PruneOnBuild.Cli.Bench.Gates;

/// <summary>
/// Times of a real model, over their median, taken up at a random place and left after 500 runs on average (stationary bootstrap, Politis and
/// Romano 1994, doi:10.1080/01621459.1994.10476870), so that neighbours stay neighbours.
/// </summary>
/// <param name="times">Milliseconds in the order recorded; at least one.</param>
internal sealed class RecordedNoise(IReadOnlyList<double> times, int seed) : INoise
{
    private const int MeanStretch = 500;

    private readonly Random _random = new(seed);
    private readonly double _median = OrderStatistics.Median([.. times]);
    private int _next = -1;

    /// <summary>Of one session that was recorded, which lay where it lay.</summary>
    public double Opened() => 1;

    public double Next(double seconds)
    {
        _next = _next < 0 || _random.Next(MeanStretch) == 0 ? _random.Next(times.Count) : (_next + 1) % times.Count;
        return times[_next] / _median;
    }
}
