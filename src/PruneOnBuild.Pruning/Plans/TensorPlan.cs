namespace PruneOnBuild.Pruning.Plans;

/// <summary>What happens to one weight tensor of a sparse target.</summary>
/// <param name="Name">Initializer.</param>
/// <param name="Node">The node that reads it.</param>
/// <param name="Weights">Elements.</param>
/// <param name="Zeros">Elements that are zero in the pruned model.</param>
/// <param name="PackedBytes">Bytes as a bit mask and the values that are not zero, float32; the smaller of that and dense.</param>
public sealed record TensorPlan(string Name, string Node, long Weights, long Zeros, long PackedBytes)
{
    public double Sparsity => Weights == 0 ? 0 : (double)Zeros / Weights;
}
