using PruneOnBuild.Runtime;
using PruneOnBuild.Runtime.Timing;

namespace PruneOnBuild.Pruning.Search.Latency;

/// <summary>Where the runtime's profile tells the time of a kernel: on the CPU. Elsewhere it tells that of its launch.</summary>
internal static class ProfiledProviders
{
    public static bool Include(SessionSettings settings) => settings.ProviderName is "cpu" or "xnnpack" or "dnnl" or "acl";

    /// <summary>Whether a kernel only brings values into another layout or place.</summary>
    public static bool MovesData(KernelTime kernel) =>
        kernel.Operator.StartsWith("Reorder", StringComparison.Ordinal) || kernel.Operator.StartsWith("Memcpy", StringComparison.Ordinal);
}
