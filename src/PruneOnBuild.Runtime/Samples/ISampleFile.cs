using System.Collections.Immutable;

namespace PruneOnBuild.Runtime.Samples;

/// <summary>An opened file or folder of samples, whatever its format.</summary>
internal interface ISampleFile : IDisposable
{
    /// <summary>The arrays, fields or columns.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>Whether several names can feed one input together.</summary>
    bool HasColumns { get; }

    /// <summary>What feeds a model's only input where the policy does not say; null: nothing stands out.</summary>
    ImmutableArray<string>? OnlyInput { get; }

    /// <param name="names">Some of <see cref="Names"/>.</param>
    /// <exception cref="Policy.Diagnostics.PruneOnBuildException">They cannot be read.</exception>
    IStoredSamples Samples(ImmutableArray<string> names, TensorSpec input);

    /// <summary>Null where there are none.</summary>
    /// <exception cref="Policy.Diagnostics.PruneOnBuildException">There are other than <paramref name="samples"/> labels, or they are wrong.</exception>
    SampleLabels? Labels(int samples);
}
