namespace PruneOnBuild.Kernels;

/// <summary>What a kernel does to each output after its bias and its residual are added: <c>min(max(y, Least), Most)</c>.</summary>
/// <param name="Least">Minus infinity: no lower bound; 0: Relu.</param>
/// <param name="Most">Infinity: no upper bound; 6: Relu6.</param>
public readonly record struct SparseActivation(float Least, float Most)
{
    public static SparseActivation None { get; } = new(float.NegativeInfinity, float.PositiveInfinity);

    public static SparseActivation Relu { get; } = new(0, float.PositiveInfinity);

    public bool IsNone => this == None;

    public float Of(float value) => Math.Min(Math.Max(value, Least), Most);
}
