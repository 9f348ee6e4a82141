using PruneOnBuild.Pruning.Algebra;

namespace PruneOnBuild.Benchmarks;

/// <summary>The formulas as they stand in a textbook, in float64: what the blocked and vectorised algebra is compared with.</summary>
internal static class NaiveAlgebra
{
    /// <summary>The lower triangle of X^T X. x [rows, size].</summary>
    public static Matrix Gram(float[] x, int rows, int size)
    {
        var gram = new Matrix(size, size);
        for (var i = 0; i < size; i++)
            for (var j = 0; j <= i; j++)
            {
                var sum = 0.0;
                for (var row = 0; row < rows; row++)
                    sum += (double)x[(row * size) + i] * x[(row * size) + j];
                gram.Values[(i * size) + j] = sum;
            }
        return gram;
    }

    /// <summary>X^T Y. x [rows, size], y [rows, outputs].</summary>
    public static Matrix Cross(float[] x, float[] y, int rows, int size, int outputs)
    {
        var cross = new Matrix(size, outputs);
        for (var i = 0; i < size; i++)
            for (var j = 0; j < outputs; j++)
            {
                var sum = 0.0;
                for (var row = 0; row < rows; row++)
                    sum += (double)x[(row * size) + i] * y[(row * outputs) + j];
                cross.Values[(i * outputs) + j] = sum;
            }
        return cross;
    }

    public static Matrix Product(Matrix left, Matrix right)
    {
        var product = new Matrix(left.Rows, right.Columns);
        for (var i = 0; i < left.Rows; i++)
            for (var j = 0; j < right.Columns; j++)
            {
                var sum = 0.0;
                for (var k = 0; k < left.Columns; k++)
                    sum += left.Values[(i * left.Columns) + k] * right.Values[(k * right.Columns) + j];
                product.Values[(i * right.Columns) + j] = sum;
            }
        return product;
    }

    /// <summary>L of A = L L^T.</summary>
    public static Matrix Factorise(Matrix matrix)
    {
        var (size, lower) = (matrix.Rows, new Matrix(matrix.Rows, matrix.Rows));
        for (var i = 0; i < size; i++)
            for (var j = 0; j <= i; j++)
            {
                var sum = matrix.Values[(i * size) + j];
                for (var k = 0; k < j; k++)
                    sum -= lower.Values[(i * size) + k] * lower.Values[(j * size) + k];
                lower.Values[(i * size) + j] = i == j ? Math.Sqrt(sum) : sum / lower.Values[(j * size) + j];
            }
        return lower;
    }

    /// <summary>(L L^T)^-1 rhs, one column after the other.</summary>
    public static Matrix Solve(Matrix lower, Matrix rhs)
    {
        var (size, columns, solved) = (lower.Rows, rhs.Columns, rhs.Clone());
        for (var column = 0; column < columns; column++)
        {
            for (var i = 0; i < size; i++)
            {
                var sum = solved.Values[(i * columns) + column];
                for (var k = 0; k < i; k++)
                    sum -= lower.Values[(i * size) + k] * solved.Values[(k * columns) + column];
                solved.Values[(i * columns) + column] = sum / lower.Values[(i * size) + i];
            }
            for (var i = size - 1; i >= 0; i--)
            {
                var sum = solved.Values[(i * columns) + column];
                for (var k = i + 1; k < size; k++)
                    sum -= lower.Values[(k * size) + i] * solved.Values[(k * columns) + column];
                solved.Values[(i * columns) + column] = sum / lower.Values[(i * size) + i];
            }
        }
        return solved;
    }
}
