namespace PruneOnBuild.Policy;

/// <summary>What an inconclusive verdict does to the build.</summary>
public enum InconclusiveAction
{
    Warn,
    Fail,
}
