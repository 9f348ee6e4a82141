using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Runtime;
using PruneOnBuild.Runtime.Timing;

namespace PruneOnBuild.Pruning.Search.Latency;

/// <summary>Times the dense model, as a whole and by its kernels.</summary>
internal static class DenseTimer
{
    public static DenseTimes Measure(
        ModelGraph dense, AxisMap map, SessionSettings settings, IReadOnlyDictionary<string, Tensor> feeds, Action<string>? say = null)
    {
        var bytes = OnnxWriter.ToBytes(dense.Proto, dense.Path);
        var whole = ModelTimer.TimeMs(bytes, settings, feeds, dense.Path, say);
        if (!ProfiledProviders.Include(settings))
        {
            return new DenseTimes(whole, null, 0);
        }

        // The runtime writes MatMul and Add as Gemm, and names what it fuses after its parts: FusedConv, NhwcFusedConv, FusedMatMul.
        var operators = map.MultiplyAdds.Select(layer => layer.Node.OpType).Concat(["Conv", "Gemm", "MatMul"]).Distinct().ToList();
        var kernels = ModelTimer.Kernels(bytes, settings, feeds, dense.Path, say)
            .ToLookup(kernel => operators.Exists(name => kernel.Operator.Contains(name, StringComparison.Ordinal)), kernel => kernel.Ms);
        return new DenseTimes(whole, kernels[true].Sum(), kernels[false].Sum());
    }
}
