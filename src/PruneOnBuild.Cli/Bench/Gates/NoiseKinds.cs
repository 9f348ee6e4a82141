namespace PruneOnBuild.Cli.Bench.Gates;

/// <summary>What disturbs a simulated machine.</summary>
[Flags]
internal enum NoiseKinds
{
    /// <summary>2 % per run (standard deviation).</summary>
    Jitter = 1,

    /// <summary>A mean-reverting walk of 3 %, which forgets within half a second: clocks and heat.</summary>
    Drift = 2,

    /// <summary>One run in 50 takes 30 % more, exponentially spread: interrupts.</summary>
    Spikes = 4,

    /// <summary>12 % more while a neighbour is on, which comes and goes every 0.3 s.</summary>
    Neighbour = 8,

    /// <summary>1 % (standard deviation) for as long as a session is open: where its memory lies.</summary>
    Placement = 16,

    All = Jitter | Drift | Spikes | Neighbour | Placement,
}
