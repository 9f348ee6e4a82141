using System.Collections.Immutable;

namespace PruneOnBuild.Reports.Sections;

/// <summary>What differs from run to run.</summary>
/// <param name="Date">When the run ended, UTC.</param>
/// <param name="Stages">In the order in which they ran.</param>
public sealed record RunSection(DateTimeOffset Date, ImmutableArray<StageRun> Stages)
{
    /// <summary>As of a run that found everything stored.</summary>
    public RunSection Repeated() => this with { Stages = [.. Stages.Select(stage => stage with { FromCache = true })] };
}
