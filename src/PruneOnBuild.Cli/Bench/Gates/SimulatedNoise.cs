using PruneOnBuild.Gates.Statistics;

namespace PruneOnBuild.Cli.Bench.Gates;

/// <summary>The noise that <see cref="NoiseKinds"/> describes, from a seed.</summary>
internal sealed class SimulatedNoise(NoiseKinds kinds, int seed) : INoise
{
    private const double DriftSeconds = 0.5;
    private const double NeighbourSeconds = 0.3;

    private readonly Random _random = new(seed);
    private readonly Random _places = new(~seed);
    private double _at;
    private double _drift;
    private bool _neighbourIsOn;

    public double Opened() => kinds.HasFlag(NoiseKinds.Placement) ? Math.Exp(0.01 * Normal.Draw(_places)) : 1;

    public double Next(double seconds)
    {
        double passed = seconds - _at;
        _at = seconds;
        double logarithm = 0.02 * Normal.Draw(_random);
        if (kinds.HasFlag(NoiseKinds.Drift))
        {
            double kept = Math.Exp(-passed / DriftSeconds);
            _drift = _drift * kept + 0.03 * Math.Sqrt(1 - kept * kept) * Normal.Draw(_random);
            logarithm += _drift;
        }
        if (kinds.HasFlag(NoiseKinds.Neighbour))
        {
            if (_random.NextDouble() < 1 - Math.Exp(-passed / NeighbourSeconds))
                _neighbourIsOn = !_neighbourIsOn;
            logarithm += _neighbourIsOn ? Math.Log(1.12) : 0;
        }
        bool isSpike = kinds.HasFlag(NoiseKinds.Spikes) && _random.Next(50) == 0;
        return Math.Exp(logarithm) * (isSpike ? 1 - 0.3 * Math.Log(1 - _random.NextDouble()) : 1);
    }
}
