namespace PruneOnBuild.Tasks.Runs;

/// <summary>A file of the cache that a run publishes under the same name.</summary>
/// <param name="Sha256">64 lower-case hexadecimal digits.</param>
/// <param name="Path">Full path in the cache.</param>
internal sealed record PublishedFile(string Sha256, string Path);
