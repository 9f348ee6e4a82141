using PruneOnBuild.Graph;

namespace PruneOnBuild.Gates.Size;

/// <summary>What the models take up. Bytes count all files of a model, its external data included.</summary>
/// <param name="DenseZippedBytes">Bytes deflated, as in a .nupkg: where zeros save room without any kernel for them.</param>
/// <param name="DenseParameters">Elements of all weights.</param>
/// <param name="DenseMultiplyAdds">Multiply-adds of one sample; null where they are not known.</param>
/// <param name="ZeroShare">Share of the pruned model's weights that are zero, in [0, 1].</param>
/// <param name="PackedBytes">Bytes of the pruned weights as a bit mask and the values that are not zero, where that is smaller.</param>
public sealed record SizeMeasurement(
    long DenseBytes,
    long PrunedBytes,
    long DenseZippedBytes,
    long PrunedZippedBytes,
    long DenseParameters,
    long PrunedParameters,
    long? DenseMultiplyAdds,
    long? PrunedMultiplyAdds,
    double ZeroShare,
    long PackedBytes)
{
    /// <param name="packedBytes">Of the pruned model's weights.</param>
    public static SizeMeasurement Of(
        ModelSizes dense, ModelSizes pruned, long? denseMultiplyAdds, long? prunedMultiplyAdds, long packedBytes) => new(
        dense.FileBytes,
        pruned.FileBytes,
        dense.ZippedBytes,
        pruned.ZippedBytes,
        dense.Parameters,
        pruned.Parameters,
        denseMultiplyAdds,
        prunedMultiplyAdds,
        pruned.ZeroShare,
        packedBytes);
}
