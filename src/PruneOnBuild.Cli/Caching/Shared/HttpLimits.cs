namespace PruneOnBuild.Cli.Caching.Shared;

/// <summary>How long a server may take before the build goes on without it.</summary>
/// <param name="Connect">To accept a connection.</param>
/// <param name="Answer">For an answer of no length; longer files get more.</param>
/// <param name="BytesPerSecond">The slowest transfer that is still of use.</param>
internal sealed record HttpLimits(TimeSpan Connect, TimeSpan Answer, double BytesPerSecond)
{
    public static HttpLimits Usual { get; } = new(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10), 1 << 20);

    public TimeSpan Transfer(long bytes) => Answer + TimeSpan.FromSeconds(bytes / BytesPerSecond);
}
