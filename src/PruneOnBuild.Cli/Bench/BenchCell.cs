using System.Collections.Immutable;
using PruneOnBuild.Cli.CommandLine;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Cli.Bench;

/// <summary>One contender at one point.</summary>
/// <param name="Reached">Multiply-adds kept, or weights that are zero, as a share in [0, 1]. Of no meaning where it failed.</param>
/// <param name="Metric">Of the pruned model: a share in [0, 1], or a mean squared error. Of no meaning where it failed.</param>
/// <param name="Seconds">What pruning took.</param>
/// <param name="Mistake">Why there are no figures; null: there are.</param>
internal sealed record BenchCell(Contender By, double Reached, double Metric, double Seconds, Diagnostic? Mistake)
{
    /// <summary>What pruning warned of: a goal out of reach, and the like.</summary>
    public ImmutableArray<Diagnostic> Warnings { get; init; } = [];

    public bool IsMeasured => Mistake is null;
}
