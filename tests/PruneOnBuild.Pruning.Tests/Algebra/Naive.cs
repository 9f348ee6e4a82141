using PruneOnBuild.Pruning.Algebra;

namespace PruneOnBuild.Pruning.Tests.Algebra;

/// <summary>The algebra as three loops: its specification.</summary>
internal static class Naive
{
    public static Matrix Product(Matrix left, Matrix right)
    {
        var product = new Matrix(left.Rows, right.Columns);
        for (var i = 0; i < left.Rows; i++)
        {
            for (var j = 0; j < right.Columns; j++)
            {
                for (var k = 0; k < left.Columns; k++)
                {
                    product[i, j] += left[i, k] * right[k, j];
                }
            }
        }

        return product;
    }

    public static Matrix Transpose(Matrix matrix)
    {
        var turned = new Matrix(matrix.Columns, matrix.Rows);
        for (var i = 0; i < matrix.Rows; i++)
        {
            for (var j = 0; j < matrix.Columns; j++)
            {
                turned[j, i] = matrix[i, j];
            }
        }

        return turned;
    }

    /// <summary>left^-1 right by Gauss-Jordan elimination with row exchanges.</summary>
    public static Matrix Solve(Matrix left, Matrix right)
    {
        var (a, b) = (left.Clone(), right.Clone());
        for (var k = 0; k < a.Rows; k++)
        {
            var pivot = Enumerable.Range(k, a.Rows - k).MaxBy(row => Math.Abs(a[row, k]));
            Exchange(a, k, pivot);
            Exchange(b, k, pivot);
            for (var i = 0; i < a.Rows; i++)
            {
                var factor = a[i, k] / a[k, k];
                for (var j = 0; i != k && j < a.Columns; j++)
                {
                    a[i, j] -= factor * a[k, j];
                }

                for (var j = 0; i != k && j < b.Columns; j++)
                {
                    b[i, j] -= factor * b[k, j];
                }
            }
        }

        for (var i = 0; i < b.Rows; i++)
        {
            for (var j = 0; j < b.Columns; j++)
            {
                b[i, j] /= a[i, i];
            }
        }

        return b;
    }

    private static void Exchange(Matrix matrix, int one, int other)
    {
        for (var j = 0; one != other && j < matrix.Columns; j++)
        {
            (matrix[one, j], matrix[other, j]) = (matrix[other, j], matrix[one, j]);
        }
    }
}
