using System.Collections.Immutable;

namespace PruneOnBuild.Policy.Capabilities;

/// <summary>The one place that knows which provider gains what from zeros.</summary>
public static class SparseCapabilities
{
    public static ImmutableArray<SparseCapability> All { get; } = [.. CpuCapabilities.All, .. AcceleratorCapabilities.All];

    /// <param name="provider">As in prune.yaml.</param>
    public static SparseCapability Of(string provider) =>
        All.FirstOrDefault(capability => capability.Provider == provider)
        ?? throw new ArgumentException($"There is no capability record for provider '{provider}'.", nameof(provider));
}
