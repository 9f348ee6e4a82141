namespace PruneOnBuild.Policy.Diagnostics;

/// <summary>Ends a run with diagnostics that a user can act on. Anything else thrown is a fault of ours (POB9).</summary>
public sealed class PruneOnBuildException : Exception
{
    public PruneOnBuildException(params IReadOnlyList<Diagnostic> diagnostics)
        : base(string.Join(Environment.NewLine, diagnostics)) => Diagnostics = diagnostics;

    public PruneOnBuildException(Diagnostic diagnostic, Exception inner)
        : base(diagnostic.ToString(), inner) => Diagnostics = [diagnostic];

    public IReadOnlyList<Diagnostic> Diagnostics { get; }
}
