using PruneOnBuild.Policy;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Runtime;

/// <summary>How sessions are opened. Dense and pruned always get the same.</summary>
/// <param name="Threads">Intra-op threads, 1 or more; null: as many as the runtime takes by itself.</param>
/// <param name="Provider">Execution provider as ONNX Runtime names it, in lower case and without "ExecutionProvider"; null: the CPU.</param>
/// <param name="Optimize">All graph optimisations, as applications run; false: none, so that the graph runs as it is written.</param>
/// <param name="Spinning">When threads without work wait busily for more.</param>
public sealed record SessionSettings(int? Threads = null, string? Provider = null, bool Optimize = true, Spinning Spinning = Spinning.AfterRuns)
{
    /// <summary>For runs whose values are wanted, not their time.</summary>
    public static SessionSettings ForStatistics { get; } = new(Spinning: Spinning.Never);

    /// <summary>Where the provider was declared; errors about it point there.</summary>
    public SourceLocation? ProviderLocation { get; init; }

    /// <summary>The place that errors about the provider name.</summary>
    internal SourceLocation Place => ProviderLocation ?? new SourceLocation("session");

    /// <summary>Where the runtime writes what every node of every run took: beginning of a full path; null: nowhere.</summary>
    internal string? ProfilePrefix { get; init; }

    /// <summary>
    /// The sessions of a target: its threads and its provider. A gpu target that names none runs on <c>webgpu</c>, never quietly on the CPU.
    /// Sparse targets without a provider of the runtime's own run on the CPU, where zeros cost as much as other weights, unless a layer was
    /// swapped for a sparse operator: those are known to every session.
    /// </summary>
    public static SessionSettings For(TargetPolicy target) => new(target.Threads, ProviderOf(target))
    {
        ProviderLocation = target.Provider?.Location ?? target.Location,
    };

    private static string? ProviderOf(TargetPolicy target) => (target.Hardware, target.Provider?.Value) switch
    {
        (_, "cpu") or (Hardware.Sparse, TargetPolicy.SparseCpu) => null,
        (Hardware.Gpu, null) => target.IsElsewhere ? null : "webgpu",
        var (_, provider) => provider,
    };

    /// <summary>"cpu" where no provider is named.</summary>
    public string ProviderName => Provider ?? "cpu";
}
