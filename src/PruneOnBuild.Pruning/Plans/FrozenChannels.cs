namespace PruneOnBuild.Pruning.Plans;

/// <summary>Channels that may not be cut, and why, in words a user understands.</summary>
/// <param name="Name">The layer that writes them, such as <c>fc output</c>.</param>
public sealed record FrozenChannels(string Name, int Channels, string Reason);
