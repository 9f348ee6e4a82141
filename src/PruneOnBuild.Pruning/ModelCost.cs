namespace PruneOnBuild.Pruning;

/// <summary>What a model costs wherever it runs.</summary>
/// <param name="Parameters">Elements of all weights.</param>
/// <param name="NonZeros">Of these, not zero.</param>
/// <param name="MultiplyAdds">Multiply-adds of one sample (batch 1); zeros count too, because dense kernels compute them.</param>
/// <param name="PackedBytes">Bytes of the weights packed: a bit mask and the values that are not zero where that is smaller.</param>
public sealed record ModelCost(long Parameters, long NonZeros, long MultiplyAdds, long PackedBytes)
{
    /// <summary>Of the multiply-adds, those whose weight is not zero: what kernels that skip zeros compute.</summary>
    public long NonZeroMultiplyAdds { get; init; } = MultiplyAdds;

    /// <summary>Share of weights that are zero, in [0, 1].</summary>
    public double Sparsity => Parameters == 0 ? 0 : 1 - ((double)NonZeros / Parameters);
}
