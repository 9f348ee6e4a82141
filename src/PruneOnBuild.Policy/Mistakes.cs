using System.Collections.Immutable;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Policy;

/// <summary>Everything found wrong so far. What an anchor repeats is said once.</summary>
internal sealed class Mistakes
{
    private readonly HashSet<Diagnostic> _found = [];

    public void Add(Diagnostic mistake) => _found.Add(mistake);

    /// <summary>In the order of the file.</summary>
    public ImmutableArray<Diagnostic> InOrder() =>
        [.. _found.OrderBy(d => d.Location.Line).ThenBy(d => d.Location.Column).ThenBy(d => d.Code, StringComparer.Ordinal)];
}
