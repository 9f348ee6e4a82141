using PruneOnBuild.Pruning.Algebra.Kernels;

namespace PruneOnBuild.Pruning.Algebra;

/// <summary>
/// X^T X of the inputs X [samples, features] of a layer, added up batch by batch; on request with a last column of ones appended to X, whose
/// products are the sums of the inputs and the number of samples. Products of up to <see cref="Product.DepthBlock"/> samples are summed in
/// float32, all else in float64: the error of an element is at most 1.5e-5 times the sum of the absolute products, however many samples.
/// Equal batches in equal order give equal bits on any number of threads.
/// </summary>
internal sealed class GramAccumulator(int features, bool intercept = false)
{
    private readonly Matrix _sum = new(features + (intercept ? 1 : 0), features + (intercept ? 1 : 0));

    /// <summary>Rows of X so far.</summary>
    public long Samples { get; private set; }

    /// <summary>Adds samples. x [rows, features] float32, row-major.</summary>
    public void Add(ReadOnlyMemory<float> x, int rows)
    {
        Batch.Check(x, rows, features);
        Add(new Operand<float>(x, 0, Across: 1, Along: features), rows);
        if (intercept)
        {
            ColumnSums.Add(_sum.Values.AsMemory(features * _sum.Columns, features), x, rows);
        }
    }

    /// <summary>Adds what another has added up.</summary>
    public void Add(GramAccumulator other)
    {
        Vectors.AddScaled(_sum.Values, (ReadOnlySpan<double>)other._sum.Values, 1);
        Samples += other.Samples;
    }

    /// <summary>
    /// X^T X, [features, features], or one more of each with an intercept; symmetric to the last bit. Not divided by the number of samples.
    /// It is the accumulator's own matrix and changes with the next <see cref="Add"/>.
    /// </summary>
    public Matrix Total()
    {
        Symmetric.Mirror(_sum);
        return _sum;
    }

    private void Add(Operand<float> lanes, int samples)
    {
        Product.Add(_sum.Whole.Part(0, 0, features, features), 1, lanes, lanes, samples, ProductShape.LowerTarget);
        Samples += samples;
        if (intercept)
        {
            _sum[features, features] = Samples;
        }
    }
}
