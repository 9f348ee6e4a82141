using System.Collections.Immutable;

namespace PruneOnBuild.Cli.Bench;

/// <summary>All contenders at one point.</summary>
/// <param name="Asked">Multiply-adds to keep, or weights to make zero, as a share in (0, 1].</param>
/// <param name="PeakBytes">Most memory that the process has held so far; 0 where the system does not tell.</param>
internal sealed record BenchRow(double Asked, ImmutableArray<BenchCell> Cells, long PeakBytes);
