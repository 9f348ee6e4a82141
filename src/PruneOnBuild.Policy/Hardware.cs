namespace PruneOnBuild.Policy;

/// <summary>What a target runs on, and so which kind of pruning pays there.</summary>
public enum Hardware
{
    /// <summary>Structured pruning: whole channels go.</summary>
    Cpu,

    /// <summary>Structured pruning: whole channels go.</summary>
    Gpu,

    /// <summary>Unstructured, N:M or block sparsity, for kernels that skip zeros.</summary>
    Sparse,
}
