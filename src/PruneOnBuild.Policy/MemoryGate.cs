using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Policy;

/// <summary>The <c>gates: memory:</c> section. At least one threshold is set.</summary>
public sealed record MemoryGate
{
    public required SourceLocation Location { get; init; }

    /// <summary>Bytes that the pruned model adds to the peak of a process that opens none, at most.</summary>
    public Located<long>? Max { get; init; }

    /// <summary>What the pruned model adds over what the dense one adds, at most, in (0, 1].</summary>
    public Located<double>? MaxShare { get; init; }
}
