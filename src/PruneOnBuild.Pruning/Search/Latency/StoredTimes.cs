namespace PruneOnBuild.Pruning.Search.Latency;

/// <summary>What a <see cref="LatencyFile"/> holds.</summary>
/// <param name="Machine">Where, and with which sessions, the times were taken.</param>
/// <param name="Times">Milliseconds by what was timed.</param>
internal sealed record StoredTimes(string Machine, Dictionary<string, double> Times);
