namespace PruneOnBuild.Policy;

/// <summary>Which way a metric of the user's own improves.</summary>
public enum Better
{
    Higher,
    Lower,
}
