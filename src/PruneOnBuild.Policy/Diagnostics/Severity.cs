namespace PruneOnBuild.Policy.Diagnostics;

/// <summary>How grave a diagnostic is. Only errors fail a build.</summary>
public enum Severity
{
    Warning,
    Error,
}
