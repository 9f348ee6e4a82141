namespace PruneOnBuild.Pruning.Algebra.Kernels;

/// <summary>
/// Rows of float32 without gaps, for products whose readers need no more: half the memory of a float64 target. Blocks of
/// <see cref="Product.DepthBlock"/> terms are added up in float32 too.
/// </summary>
/// <param name="First">Where the first row begins in the values.</param>
internal readonly record struct FloatRows(float[] Values, int Rows, int Columns, int First = 0) : ITarget<float>
{
    public void Add(int row, int column, ReadOnlySpan<float> values, double factor) =>
        Vectors.AddScaled(Values.AsSpan(First + (row * Columns) + column, values.Length), values, (float)factor);
}
