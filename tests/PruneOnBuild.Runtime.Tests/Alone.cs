namespace PruneOnBuild.Runtime.Tests;

/// <summary>Tests that measure what all tests share, such as memory: no other runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
