using PruneOnBuild.Pruning.Algebra;

namespace PruneOnBuild.Pruning.Tests.Algebra;

/// <summary>The algebra as three loops: its specification.</summary>
internal static class Naive
{
    public static Matrix Product(Matrix left, Matrix right)
    {
        // Plain arrays: the tests run unoptimised.
        var product = new Matrix(left.Rows, right.Columns);
        var (a, b, c, depth, columns) = (left.Values, right.Values, product.Values, left.Columns, right.Columns);
        for (var i = 0; i < left.Rows; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                var sum = 0.0;
                for (var k = 0; k < depth; k++)
                {
                    sum += a[(i * depth) + k] * b[(k * columns) + j];
                }

                c[(i * columns) + j] = sum;
            }
        }

        return product;
    }

    /// <summary>Rows one after the other as a matrix.</summary>
    public static Matrix Wide(float[] values, int columns) => new(values.Length / columns, columns, Array.ConvertAll(values, value => (double)value));

    /// <summary>The same with one column more that holds a constant.</summary>
    public static Matrix WithLast(float[] values, int columns, double last)
    {
        var (plain, wide) = (Wide(values, columns), new Matrix(values.Length / columns, columns + 1));
        for (var i = 0; i < wide.Rows; i++)
        {
            plain.Row(i).CopyTo(wide.Row(i));
            wide[i, columns] = last;
        }

        return wide;
    }

    public static float[] Transpose(float[] values, int columns) =>
        [.. Enumerable.Range(0, columns).SelectMany(column => values.Where((_, i) => i % columns == column))];

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

    /// <summary>left^-1 right by Gauss elimination with row exchanges.</summary>
    public static Matrix Solve(Matrix left, Matrix right)
    {
        var (size, a, b) = (left.Rows, left.Clone(), right.Clone());
        for (var k = 0; k < size; k++)
        {
            var pivot = Enumerable.Range(k, size - k).MaxBy(row => Math.Abs(a[row, k]));
            Exchange(a, k, pivot);
            Exchange(b, k, pivot);
            for (var i = k + 1; i < size; i++)
            {
                var factor = a[i, k] / a[k, k];
                Subtract(a, i, factor, k, k);
                Subtract(b, i, factor, k, 0);
            }
        }

        for (var k = size - 1; k >= 0; k--)
        {
            for (var i = k + 1; i < size; i++)
            {
                Subtract(b, k, a[k, i], i, 0);
            }

            for (var j = 0; j < b.Columns; j++)
            {
                b[k, j] /= a[k, k];
            }
        }

        return b;
    }

    private static void Subtract(Matrix matrix, int row, double factor, int other, int firstColumn)
    {
        var (values, target, source) = (matrix.Values, row * matrix.Columns, other * matrix.Columns);
        for (var j = firstColumn; factor != 0 && j < matrix.Columns; j++)
        {
            values[target + j] -= factor * values[source + j];
        }
    }

    private static void Exchange(Matrix matrix, int one, int other)
    {
        for (var j = 0; one != other && j < matrix.Columns; j++)
        {
            (matrix[one, j], matrix[other, j]) = (matrix[other, j], matrix[one, j]);
        }
    }
}
