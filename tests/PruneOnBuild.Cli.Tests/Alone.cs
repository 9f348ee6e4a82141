namespace PruneOnBuild.Cli.Tests;

/// <summary>Tests that change what all tests share, such as environment variables: no other runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
