using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Policy.Grammar;

/// <param name="Location">Of the key's name.</param>
/// <param name="Value">A <see cref="Located{T}"/>, or null where it was wrong.</param>
internal sealed record WrittenKey(SourceLocation Location, object? Value);
