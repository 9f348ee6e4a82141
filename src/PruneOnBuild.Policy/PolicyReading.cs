using System.Collections.Immutable;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Policy;

/// <summary>A policy without mistakes.</summary>
/// <param name="Warnings">What is allowed but hardly meant, in the order of the file.</param>
public sealed record PolicyReading(PrunePolicy Policy, ImmutableArray<Diagnostic> Warnings);
