namespace PruneOnBuild.Pruning.Saliency;

/// <summary>In which order the channels of a group would go, and what that costs.</summary>
/// <param name="LeastFirst">Channels as indices into the group, least worth keeping first.</param>
/// <param name="Loss">What is lost when the first n are gone, n = 0 to all of them; 0 first, never falling. Comparable between groups.</param>
internal sealed record ChannelRanking(int[] LeastFirst, double[] Loss);
