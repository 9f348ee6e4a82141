using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Policy;

/// <summary>One entry under <c>models:</c>.</summary>
public sealed record ModelPolicy
{
    public required SourceLocation Location { get; init; }

    /// <summary>Path or glob (<c>*</c>, <c>**</c>, <c>?</c>) of .onnx files, relative to the policy's folder.</summary>
    public required Located<string> Path { get; init; }

    /// <summary>Name of a target of this policy.</summary>
    public required Located<string> Target { get; init; }

    /// <summary>Whether this run has chosen another target than the one that is written, or written as the default.</summary>
    public bool IsOtherTarget { get; init; }

    public required PruneSettings Prune { get; init; }

    public DataSettings Data { get; init; } = new();

    public GateSettings Gates { get; init; } = new();
}
