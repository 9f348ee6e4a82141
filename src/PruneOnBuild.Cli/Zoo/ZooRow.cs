using System.Collections.Immutable;
using PruneOnBuild.Pruning.Plans;
using PruneOnBuild.Pruning.Trials;

namespace PruneOnBuild.Cli.Zoo;

/// <summary>One model of the zoo. Holds words and numbers only, so that the model itself can go.</summary>
/// <param name="Model">Path relative to the folder, with forward slashes.</param>
internal sealed record ZooRow(string Model)
{
    public ZooVerdict Verdict { get; init; }

    /// <summary>Why it is not pruned; empty where it is.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Null where the model could not be read.</summary>
    public int? Nodes { get; init; }

    /// <summary>Null where the model could not be read.</summary>
    public PrunableShare? Share { get; init; }

    public bool IsFloat32 { get; init; }

    /// <summary>Cuts that obeyed the law, in the order of <see cref="ZooTrial.Ratios"/>; the rest was not reached.</summary>
    public ImmutableArray<TrialCut> Cuts { get; init; } = [];

    /// <summary>The most costly first, at most three.</summary>
    public ImmutableArray<HeldBack> HeldBack { get; init; } = [];

    /// <summary>Channels of each group, and the group as cause and effect.</summary>
    public ImmutableArray<(int Channels, string Members)> Groups { get; init; } = [];

    public ImmutableArray<FrozenChannels> Frozen { get; init; } = [];
}
