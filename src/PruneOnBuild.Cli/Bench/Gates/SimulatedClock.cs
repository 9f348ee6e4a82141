namespace PruneOnBuild.Cli.Bench.Gates;

/// <summary>Time passes only when something takes some.</summary>
internal sealed class SimulatedClock : TimeProvider
{
    private long _nanoseconds;

    public override long TimestampFrequency => 1_000_000_000;

    public double Seconds => _nanoseconds / 1e9;

    public override long GetTimestamp() => _nanoseconds;

    public void Pass(double ms) => _nanoseconds += (long)(ms * 1e6);
}
