using System.Collections.Immutable;

namespace PruneOnBuild.Gates.Latency;

/// <summary>Milliseconds of runs of <paramref name="Batch"/> samples each, dense and pruned in interleaved blocks.</summary>
public sealed record Throughput(int Batch, ImmutableArray<double> DenseMs, ImmutableArray<double> PrunedMs, int SamplesPerBlock);
