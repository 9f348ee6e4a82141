using PruneOnBuild.Runtime;

namespace PruneOnBuild.Gates.Latency;

/// <summary>Under what runs are timed.</summary>
/// <param name="Feeds">What is fed, such as <c>input float32[1,3,32,32]</c>.</param>
/// <param name="Threads">Intra-op threads as declared; null: as many as the runtime takes by itself.</param>
public sealed record LatencyConditions(string Feeds, int? Threads, MachineFingerprint Machine);
