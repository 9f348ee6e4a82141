using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Policy;

/// <summary>The <c>throughput:</c> section of a latency gate.</summary>
/// <param name="Batch">Samples in one run, 1 or more.</param>
/// <param name="Min">Samples per second of the pruned model, at least.</param>
public sealed record ThroughputGate(SourceLocation Location, Located<int> Batch, Located<double> Min);
