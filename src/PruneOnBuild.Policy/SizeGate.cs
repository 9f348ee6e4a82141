using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Policy;

/// <summary>The <c>gates: size:</c> section. At least one threshold is set.</summary>
public sealed record SizeGate
{
    public required SourceLocation Location { get; init; }

    /// <summary>Bytes of the pruned model's files, at most.</summary>
    public Located<long>? Max { get; init; }

    /// <summary>Pruned bytes over dense bytes, at most, in (0, 1].</summary>
    public Located<double>? MaxShare { get; init; }

    /// <summary>Deflated bytes of the pruned model's files, at most.</summary>
    public Located<long>? Zipped { get; init; }

    /// <summary>Deflated pruned bytes over deflated dense bytes, at most, in (0, 1].</summary>
    public Located<double>? ZippedShare { get; init; }
}
