using System.Collections.Immutable;
using PruneOnBuild.Policy.Capabilities;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Policy;

/// <summary>Declared hardware under a name of the user's own.</summary>
public sealed record TargetPolicy
{
    /// <summary>The provider that names the package's own kernels.</summary>
    public const string SparseCpu = "sparse-cpu";

    public required string Name { get; init; }

    public required SourceLocation Location { get; init; }

    public required Hardware Hardware { get; init; }

    /// <summary>Execution provider as ONNX Runtime names it in lower case (webgpu, cuda, ...); null: the CPU.</summary>
    public Located<string>? Provider { get; init; }

    /// <summary>Intra-op threads, 1 or more; null: as many as the runtime takes by itself.</summary>
    public int? Threads { get; init; }

    /// <summary>Only on sparse targets.</summary>
    public Located<SparsityPattern>? Pattern { get; init; }

    /// <summary>What zeros are for, on sparse targets.</summary>
    public Intent Intent { get; init; }

    /// <summary>Only where layers run on sparse kernels.</summary>
    public StoredValues Values { get; init; }

    /// <summary>Channel counts stay on multiples of this, 1 or more; null: the default of <see cref="WidthMultiple"/>.</summary>
    public int? Widths { get; init; }

    /// <summary>Hardware elsewhere, from whose figures latency is predicted; null: none.</summary>
    public Accelerator? Accelerator { get; init; }

    /// <summary>A program that times models on hardware elsewhere; null: latency is measured on this machine.</summary>
    public TargetRunner? Runner { get; init; }

    /// <summary>Whether no session of this machine stands for the target: what is run here, runs on the CPU.</summary>
    public bool IsElsewhere => Provider is null && (Accelerator is not null || Runner is not null);

    /// <summary>
    /// What the target's kernels gain from zeros in its pattern, those first that ask for the fewest. None where it names no
    /// provider, or wants a smaller file only: then no kernel's conditions bind.
    /// </summary>
    public ImmutableArray<SparseGain> Gains => Intent == Intent.Speed && Pattern is { } pattern && Provider is { } provider
        ? SparseCapabilities.Of(provider.Value).GainsFrom(pattern.Value) : [];

    /// <summary>
    /// The multiple that channel counts stay on. 8 by default: a CPU's or GPU's kernels step at multiples of 8 or 16 channels
    /// and fall off a cliff where the width is no multiple of 4.
    /// </summary>
    public int WidthMultiple => Widths ?? 8;

    /// <summary>Whether layers with zeros run on the package's own kernels, in the form that those read.</summary>
    public bool RunsSparseKernels => Hardware == Hardware.Sparse && Provider?.Value == SparseCpu;
}
