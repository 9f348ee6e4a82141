using PruneOnBuild.Pruning.Algebra.Kernels;

namespace PruneOnBuild.Pruning.Algebra;

/// <summary>
/// X^T Y of inputs X [samples, features] and wanted outputs Y [samples, outputs], added up batch by batch, with a last column of ones
/// appended to X on request. Precision and determinism are those of <see cref="GramAccumulator"/>.
/// </summary>
internal sealed class CrossAccumulator(int features, int outputs, bool intercept = false)
{
    /// <summary>
    /// X^T Y, [features, outputs], or one row more with an intercept, which holds the sums of Y. Not divided by the number of samples.
    /// It is the accumulator's own matrix and changes with the next <see cref="Add"/>.
    /// </summary>
    public Matrix Total { get; } = new(features + (intercept ? 1 : 0), outputs);

    /// <summary>Rows of X and Y so far.</summary>
    public long Samples { get; private set; }

    /// <summary>Forgets all samples; the matrix stays the same and is zero.</summary>
    public void Restart()
    {
        Total.Values.AsSpan().Clear();
        Samples = 0;
    }

    /// <summary>Adds samples. x [rows, features], y [rows, outputs], both float32 and row-major.</summary>
    public void Add(ReadOnlyMemory<float> x, ReadOnlyMemory<float> y, int rows)
    {
        Batch.Check(x, rows, features);
        Batch.Check(y, rows, outputs);
        Add(new Operand<float>(x, 0, Across: 1, Along: features), new Operand<float>(y, 0, Across: 1, Along: outputs), rows);
        if (intercept)
        {
            ColumnSums.Add(Total.Values.AsMemory(features * outputs, outputs), y, rows);
        }
    }

    /// <summary>Adds what another has added up.</summary>
    public void Add(CrossAccumulator other)
    {
        Vectors.AddScaled(Total.Values, (ReadOnlySpan<double>)other.Total.Values, 1);
        Samples += other.Samples;
    }

    private void Add(Operand<float> x, Operand<float> y, int samples)
    {
        Product.Add(Total.Whole.Part(0, 0, features, outputs), 1, x, y, samples);
        Samples += samples;
    }
}
