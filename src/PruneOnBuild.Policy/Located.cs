using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Policy;

/// <summary>A value and the place in prune.yaml where it was written, so that a later stage can point at it.</summary>
public sealed record Located<T>(T Value, SourceLocation Location);
