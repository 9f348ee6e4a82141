namespace PruneOnBuild.Pruning.Tests.Search.Latency;

/// <summary>Time that passes when told to.</summary>
internal sealed class FakeTime : TimeProvider
{
    private double _seconds;

    public override long TimestampFrequency => 1_000_000;

    public override long GetTimestamp() => (long)(_seconds * TimestampFrequency);

    public void Pass(double seconds) => _seconds += seconds;
}
