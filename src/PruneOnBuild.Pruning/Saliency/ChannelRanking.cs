namespace PruneOnBuild.Pruning.Saliency;

/// <summary>In which order the channels of a group would go, and what that costs.</summary>
/// <param name="LeastFirst">Channels as indices into the group, least worth keeping first.</param>
/// <param name="Loss">What is lost when the first n are gone, n = 0 to all of them; 0 first, never falling. Comparable between groups.</param>
internal sealed record ChannelRanking(int[] LeastFirst, LossCurve Loss)
{
    /// <summary>What is lost when so many channels are left.</summary>
    public double LossAt(int width) => Loss.At(LeastFirst.Length - width);

    /// <summary>The channels that are left of so many, ascending.</summary>
    public int[] Kept(int width) => [.. LeastFirst[^width..].Order()];

    /// <summary>The channels that go from one width to a lower one.</summary>
    public int[] Between(int width, int below) => LeastFirst[^width..^below];
}
