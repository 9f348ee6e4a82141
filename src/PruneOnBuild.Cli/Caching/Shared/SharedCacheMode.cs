namespace PruneOnBuild.Cli.Caching.Shared;

/// <summary>What a run does with the shared cache.</summary>
internal enum SharedCacheMode
{
    /// <summary>Takes results and adds those that it made.</summary>
    Write,

    /// <summary>Only takes results.</summary>
    Read,
}
