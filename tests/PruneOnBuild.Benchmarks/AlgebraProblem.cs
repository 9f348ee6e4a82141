using PruneOnBuild.Pruning.Algebra;

namespace PruneOnBuild.Benchmarks;

/// <summary>
/// What the operations work on at one size: that of a 3 x 3 convolution from n / 9 channels to as many, seen as a product with n features.
/// </summary>
internal sealed class AlgebraProblem
{
    public const int NarrowOutputs = 8;
    private const int RowsPerFeature = 8;

    public AlgebraProblem(int size)
    {
        (Size, Rows, Outputs) = (size, RowsPerFeature * size, size / 9);
        var random = new Random(1);
        (X, Y, Narrow) = (Numbers(random, Rows * Size), Numbers(random, Rows * Outputs), Numbers(random, Rows * NarrowOutputs));
        var gram = new GramAccumulator(Size);
        gram.Add(X, Rows);
        Gram = gram.Total();
        var cross = new CrossAccumulator(Size, Outputs);
        cross.Add(X, Y, Rows);
        Cross = cross.Total;
        Factor = Cholesky.Of(Gram) ?? throw new InvalidOperationException($"The Gram matrix of size {size} is not positive definite.");
    }

    public int Size { get; }

    public int Rows { get; }

    public int Outputs { get; }

    /// <summary>[rows, n], from -0.5 to 0.5.</summary>
    public float[] X { get; }

    /// <summary>[rows, outputs].</summary>
    public float[] Y { get; }

    /// <summary>[rows, 8].</summary>
    public float[] Narrow { get; }

    /// <summary>X^T X, [n, n].</summary>
    public Matrix Gram { get; }

    /// <summary>X^T Y, [n, outputs].</summary>
    public Matrix Cross { get; }

    public Cholesky Factor { get; }

    private static float[] Numbers(Random random, int count)
    {
        var numbers = new float[count];
        for (var i = 0; i < count; i++)
            numbers[i] = random.NextSingle() - 0.5f;
        return numbers;
    }
}
