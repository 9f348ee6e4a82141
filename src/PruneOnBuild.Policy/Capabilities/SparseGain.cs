using System.Collections.Immutable;

namespace PruneOnBuild.Policy.Capabilities;

/// <summary>One way in which a provider gains time from zeros, and what it asks for.</summary>
public sealed record SparseGain
{
    public required PatternFamily Patterns { get; init; }

    /// <summary>The share of a layer's weights that must be zero for its sparse kernel to be taken, or to win.</summary>
    public required double LeastSparsity { get; init; }

    public required Evidence Evidence { get; init; }

    /// <summary>The device of the provider that has these kernels, in words; null: all that it runs on.</summary>
    public string? Device { get; init; }

    /// <summary>Element types of the weights; none: the provider's documents name none.</summary>
    public ImmutableArray<WeightType> Types { get; init; } = [];

    /// <summary>What input channels must be a multiple of.</summary>
    public int InputMultiple { get; init; } = 1;

    /// <summary>What output channels must be a multiple of.</summary>
    public int OutputMultiple { get; init; } = 1;

    /// <summary>The option of the provider that must be set, and how; null: none.</summary>
    public string? Option { get; init; }

    /// <summary>How a float32 model comes to run with these kernels; null: as it is, or not at all.</summary>
    public string? Float32Remedy { get; init; }

    public bool Admits(int outputs, int inputs) => outputs % OutputMultiple == 0 && inputs % InputMultiple == 0;
}
