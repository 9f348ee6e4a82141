using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Policy;

/// <summary>The <c>gates: structure:</c> section: what the pruned model is made of. At least one threshold is set.</summary>
public sealed record StructureGate
{
    public required SourceLocation Location { get; init; }

    /// <summary>Elements of all weights, at most.</summary>
    public Located<double>? Parameters { get; init; }

    /// <summary>Multiply-adds of one sample, at most; zeros count.</summary>
    public Located<double>? MultiplyAdds { get; init; }

    /// <summary>Share of the weights that are zero, at least, in (0, 1].</summary>
    public Located<double>? Sparsity { get; init; }

    /// <summary>Whether every node must run on the target's provider.</summary>
    public Located<bool>? AllNodesOnProvider { get; init; }

    /// <summary>Whether it matters on which provider each node runs, which only a run tells.</summary>
    public bool AsksForPlacement => AllNodesOnProvider is { Value: true };
}
