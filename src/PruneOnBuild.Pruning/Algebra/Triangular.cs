using PruneOnBuild.Pruning.Algebra.Kernels;

namespace PruneOnBuild.Pruning.Algebra;

/// <summary>
/// Solving with, and inverting, a lower triangular matrix L. Each routine halves its triangle until a leaf is left, so that nearly all
/// work is products of large blocks (Elmroth, Gustavson, Jonsson, Kagstrom 2004, SIAM Review 46).
/// </summary>
internal static class Triangular
{
    /// <summary>Side of a triangle solved row by row.</summary>
    public const int Leaf = 32;

    /// <summary>Columns of right-hand sides a leaf works on at a time: 32 rows of them fill half a first-level cache.</summary>
    private const int Strip = 64;

    /// <summary>rhs := L^-1 rhs. lower [n, n], rhs [n, m].</summary>
    public static void Solve(Window lower, Window rhs)
    {
        var size = lower.Rows;
        if (size <= Leaf)
        {
            Strips(rhs.Columns, size, (first, count) => SolveLeaf(lower, rhs.Part(0, first, size, count)));
            return;
        }

        var half = Half(size);
        var (upperRows, lowerRows) = (rhs.Part(0, 0, half, rhs.Columns), rhs.Part(half, 0, size - half, rhs.Columns));
        Solve(lower.Part(0, 0, half, half), upperRows);
        Product.Add(lowerRows, -1, lower.Part(half, 0, size - half, half).ByRows, upperRows.ByColumns, half);
        Solve(lower.Part(half, half, size - half, size - half), lowerRows);
    }

    /// <summary>rhs := L^-T rhs. lower [n, n], rhs [n, m].</summary>
    public static void SolveTransposed(Window lower, Window rhs)
    {
        var size = lower.Rows;
        if (size <= Leaf)
        {
            Strips(rhs.Columns, size, (first, count) => SolveLeafTransposed(lower, rhs.Part(0, first, size, count)));
            return;
        }

        var half = Half(size);
        var (upperRows, lowerRows) = (rhs.Part(0, 0, half, rhs.Columns), rhs.Part(half, 0, size - half, rhs.Columns));
        SolveTransposed(lower.Part(half, half, size - half, size - half), lowerRows);
        Product.Add(upperRows, -1, lower.Part(half, 0, size - half, half).ByColumns, lowerRows.ByColumns, size - half);
        SolveTransposed(lower.Part(0, 0, half, half), upperRows);
    }

    /// <summary>lhs := lhs L^-T. lhs [m, n], lower [n, n].</summary>
    public static void SolveFromRight(Window lhs, Window lower)
    {
        var size = lower.Rows;
        if (size <= Leaf)
        {
            Strips(lhs.Rows, size, (first, count) => SolveLeafFromRight(lhs.Part(first, 0, count, size), lower));
            return;
        }

        var half = Half(size);
        var (left, right) = (lhs.Part(0, 0, lhs.Rows, half), lhs.Part(0, half, lhs.Rows, size - half));
        SolveFromRight(left, lower.Part(0, 0, half, half));
        Product.Add(right, -1, left.ByRows, lower.Part(half, 0, size - half, half).ByRows, half);
        SolveFromRight(right, lower.Part(half, half, size - half, size - half));
    }

    /// <summary>lower := L^-1, in place. Above the diagonal there must be zeros, and remain zeros.</summary>
    public static void Invert(Window lower)
    {
        var size = lower.Rows;
        if (size <= Leaf)
        {
            InvertLeaf(lower);
            return;
        }

        // [A 0; B C]^-1 = [A^-1 0; -C^-1 B A^-1, C^-1]
        var half = Half(size);
        var rest = size - half;
        var (first, corner, last) = (lower.Part(0, 0, half, half), lower.Part(half, 0, rest, half), lower.Part(half, half, rest, rest));
        Invert(first);
        Invert(last);
        var product = new Matrix(rest, half);
        Product.Add(product.Whole, 1, corner.ByRows, first.ByColumns, half, ProductShape.LowerRight);
        for (var i = 0; i < rest; i++)
        {
            corner.Row(i).Clear();
        }

        Product.Add(corner, -1, last.ByRows, product.Whole.ByColumns, rest, ProductShape.LowerLeft);
    }

    /// <summary>Half of a side, in whole leaves.</summary>
    public static int Half(int size) => Math.Max(1, ((size / 2) + Leaf - 1) / Leaf) * Leaf;

    private static void Strips(int columns, int size, Action<int, int> solve) =>
        Workers.Run((columns + Strip - 1) / Strip, (long)columns * size * size, strip =>
            solve(strip * Strip, Math.Min(Strip, columns - (strip * Strip))));

    private static void SolveLeaf(Window lower, Window rhs)
    {
        for (var j = 0; j < lower.Rows; j++)
        {
            var row = rhs.Row(j);
            Vectors.Scale(row, 1 / lower.Row(j)[j]);
            for (var i = j + 1; i < lower.Rows; i++)
            {
                Vectors.AddScaled(rhs.Row(i), row, -lower.Row(i)[j]);
            }
        }
    }

    private static void SolveLeafTransposed(Window lower, Window rhs)
    {
        for (var j = lower.Rows - 1; j >= 0; j--)
        {
            var row = rhs.Row(j);
            Vectors.Scale(row, 1 / lower.Row(j)[j]);
            for (var i = 0; i < j; i++)
            {
                Vectors.AddScaled(rhs.Row(i), row, -lower.Row(j)[i]);
            }
        }
    }

    /// <summary>lhs L^-T = (L^-1 lhs^T)^T: on a transposed copy the vectors run along the rows of lhs.</summary>
    private static void SolveLeafFromRight(Window lhs, Window lower)
    {
        var turned = new Matrix(lhs.Columns, lhs.Rows);
        Transpose(lhs, turned.Whole);
        SolveLeaf(lower, turned.Whole);
        Transpose(turned.Whole, lhs);
    }

    private static void Transpose(Window from, Window to)
    {
        var (target, start, stride) = (to.Matrix.Values, (to.FirstRow * to.Matrix.Columns) + to.FirstColumn, to.Matrix.Columns);
        for (var i = 0; i < from.Rows; i++)
        {
            var row = from.Row(i);
            for (int j = 0, at = start + i; j < row.Length; j++, at += stride)
            {
                target[at] = row[j];
            }
        }
    }

    private static void InvertLeaf(Window lower)
    {
        var inverse = Matrix.Identity(lower.Rows);
        SolveLeaf(lower, inverse.Whole);
        for (var i = 0; i < lower.Rows; i++)
        {
            inverse.Row(i).CopyTo(lower.Row(i));
        }
    }
}
