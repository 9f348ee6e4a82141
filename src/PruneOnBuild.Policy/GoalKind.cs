namespace PruneOnBuild.Policy;

/// <summary>What search aims at.</summary>
public enum GoalKind
{
    /// <summary>Value: share of the multiply-adds that is kept, in (0, 1].</summary>
    Flops,

    /// <summary>Value: share of channels asked to go, in [0, 1).</summary>
    Ratio,

    /// <summary>Value: share of weights asked to be zero, in [0, 1).</summary>
    Sparsity,

    /// <summary>Value: bytes of the written model at most.</summary>
    Size,

    /// <summary>Value: dense latency over pruned latency, above 1.</summary>
    Speedup,

    /// <summary>The fastest model whose accuracy gate still passes. No value.</summary>
    Fastest,
}
