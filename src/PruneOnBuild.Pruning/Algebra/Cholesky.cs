using PruneOnBuild.Pruning.Algebra.Kernels;

namespace PruneOnBuild.Pruning.Algebra;

/// <summary>A = L L^T of a symmetric positive definite matrix: what is solved and inverted with.</summary>
internal sealed class Cholesky
{
    /// <summary>2^-52, the spacing of float64 numbers at 1.</summary>
    private const double Precision = 2.220446049250313e-16;

    private Cholesky(Matrix lower) => Lower = lower;

    /// <summary>L, [n, n], zero above the diagonal.</summary>
    public Matrix Lower { get; }

    /// <summary>
    /// Factorises in place: matrix becomes L. Only its lower triangle is read.
    /// A pivot counts as positive if it is above n * 2^-52 times the diagonal element it came from, that is, if the row is not a combination
    /// of the rows before it as far as float64 can tell.
    /// </summary>
    /// <param name="failedPivot">The first row that is not, or -1.</param>
    /// <returns>Null if the matrix is not positive definite; what it held is then lost.</returns>
    public static Cholesky? FactoriseInPlace(Matrix matrix, out int failedPivot)
    {
        if (matrix.Rows != matrix.Columns)
        {
            throw new ArgumentException($"A square matrix is wanted, [{matrix.Rows}, {matrix.Columns}] given.", nameof(matrix));
        }

        failedPivot = Factorise(matrix.Whole, Least(matrix));
        if (failedPivot >= 0)
        {
            return null;
        }

        Symmetric.ClearUpper(matrix);
        return new Cholesky(matrix);
    }

    /// <summary>Factorises a copy; null if the matrix is not positive definite.</summary>
    public static Cholesky? Of(Matrix matrix) => FactoriseInPlace(matrix.Clone(), out _);

    /// <summary>rhs := A^-1 rhs, for all columns of rhs [n, m] at once.</summary>
    public void SolveInPlace(Matrix rhs)
    {
        if (rhs.Rows != Lower.Rows)
        {
            throw new ArgumentException($"{Lower.Rows} rows wanted, {rhs.Rows} given.", nameof(rhs));
        }

        Triangular.Solve(Lower.Whole, rhs.Whole);
        Triangular.SolveTransposed(Lower.Whole, rhs.Whole);
    }

    /// <summary>A^-1, [n, n], symmetric to the last bit.</summary>
    public Matrix Inverse()
    {
        var (half, inverse) = (InverseOfLower(), new Matrix(Lower.Rows, Lower.Rows));

        // A^-1 = L^-T L^-1, and row i of L^-T begins at i.
        Product.Add(
            inverse.Whole, 1, half.Whole.ByColumns, half.Whole.ByColumns, Lower.Rows, ProductShape.LowerTarget | ProductShape.UpperLeft);
        Symmetric.Mirror(inverse);
        return inverse;
    }

    /// <summary>L^-1, [n, n], lower triangular.</summary>
    public Matrix InverseOfLower()
    {
        var inverse = Lower.Clone();
        Triangular.Invert(inverse.Whole);
        return inverse;
    }

    /// <summary>The least pivot that counts as positive, by row.</summary>
    private static double[] Least(Matrix matrix) =>
        Array.ConvertAll(matrix.Diagonal(), value => Math.Max(0, value * matrix.Rows * Precision));

    private static int Factorise(Window matrix, ReadOnlySpan<double> least)
    {
        var size = matrix.Rows;
        if (size <= Triangular.Leaf)
        {
            return FactoriseLeaf(matrix, least);
        }

        var half = Triangular.Half(size);
        var rest = size - half;
        var (first, corner, last) = (matrix.Part(0, 0, half, half), matrix.Part(half, 0, rest, half), matrix.Part(half, half, rest, rest));
        var failed = Factorise(first, least[..half]);
        if (failed >= 0)
        {
            return failed;
        }

        Triangular.SolveFromRight(corner, first);
        Product.Add(last, -1, corner.ByRows, corner.ByRows, half, ProductShape.LowerTarget);
        failed = Factorise(last, least[half..]);
        return failed < 0 ? failed : half + failed;
    }

    /// <summary>Works on the transpose, U with A = U^T U, because rows of U are what vectors run along.</summary>
    private static int FactoriseLeaf(Window matrix, ReadOnlySpan<double> least)
    {
        var size = matrix.Rows;
        Span<double> upper = stackalloc double[Triangular.Leaf * Triangular.Leaf];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                upper[(j * size) + i] = matrix.Row(i)[j];
            }
        }

        for (var j = 0; j < size; j++)
        {
            var row = upper.Slice((j * size) + j, size - j);
            var pivot = row[0];
            if (!(pivot > least[j]) || double.IsInfinity(pivot))
            {
                return j;
            }

            Vectors.Scale(row, 1 / Math.Sqrt(pivot));
            for (var i = 1; i < row.Length; i++)
            {
                Vectors.AddScaled(upper.Slice(((j + i) * size) + j + i, row.Length - i), row[i..], -row[i]);
            }
        }

        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                matrix.Row(i)[j] = upper[(j * size) + i];
            }
        }

        return -1;
    }
}
