using Google.Protobuf;
using PruneOnBuild.Graph;
using PruneOnBuild.Kernels.Storage;
using PruneOnBuild.Pruning.Swaps;

namespace PruneOnBuild.Benchmarks.SparseModels;

/// <summary>A network with zeros: as a dense runtime takes it, and with its layers swapped.</summary>
internal sealed class SwappedModel
{
    private SwappedModel(ModelGraph masked, ModelGraph swapped, long halfBytes) =>
        (Masked, Swapped, HalfBytes) = (masked.Proto.ToByteArray(), swapped.Proto.ToByteArray(), halfBytes);

    public byte[] Masked { get; }

    public byte[] Swapped { get; }

    /// <summary>Size of the file if its sparse weights are float16.</summary>
    public long HalfBytes { get; }

    public static SwappedModel Of(ModelGraph dense, int blockRows, double zeros)
    {
        var pruned = SwapChoice.Pruned(dense, blockRows);
        var masked = Masking.Of(dense, pruned, blockRows, zeros);
        ModelGraph Swap(StoredType type) => SparseRewrite.Swap(
            masked,
            [
                .. pruned.Select(layer => new SparseSwap(layer.Name, blockRows, type)),
                .. SwapChoice.Dense(dense).Select(layer => new SparseSwap(layer.Name, 1, type)),
            ]);
        return new(masked, Swap(StoredType.Fp32), Swap(StoredType.Fp16).Proto.CalculateSize());
    }
}
