using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Policy;

/// <summary>The <c>accelerator:</c> section of a target: what is known of hardware that this build does not run on. Latency is predicted from it.</summary>
public sealed record Accelerator
{
    public required SourceLocation Location { get; init; }

    /// <summary>Peak rate of multiply-adds with dense weights.</summary>
    public required AcceleratorPeak MultiplyAddsPerSecond { get; init; }

    /// <summary>Bytes per second between memory and kernels.</summary>
    public required double Bandwidth { get; init; }

    /// <summary>What the kernels gain from zeros.</summary>
    public AcceleratorSparsity Sparsity { get; init; }

    /// <summary>Share of the peak that kernels reach, in (0, 1].</summary>
    public double Efficiency { get; init; } = 1;

    /// <summary>Time that each layer takes beside its work, such as the launch of its kernel.</summary>
    public TimeSpan Overhead { get; init; }
}
