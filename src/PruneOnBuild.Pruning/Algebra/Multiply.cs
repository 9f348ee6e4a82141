using PruneOnBuild.Pruning.Algebra.Kernels;

namespace PruneOnBuild.Pruning.Algebra;

/// <summary>Products of float64 matrices.</summary>
internal static class Multiply
{
    /// <summary>op(left) * op(right), where op transposes if asked to.</summary>
    public static Matrix Of(Matrix left, Matrix right, bool transposeLeft = false, bool transposeRight = false)
    {
        var target = new Matrix(transposeLeft ? left.Columns : left.Rows, transposeRight ? right.Rows : right.Columns);
        Into(target, 1, left, right, 0, transposeLeft, transposeRight);
        return target;
    }

    /// <summary>
    /// target = alpha * op(left) * op(right) + beta * target; with beta 0 what target held does not matter. No operand may be the target.
    /// </summary>
    public static void Into(
        Matrix target, double alpha, Matrix left, Matrix right, double beta, bool transposeLeft = false, bool transposeRight = false)
    {
        var (rows, depth) = transposeLeft ? (left.Columns, left.Rows) : (left.Rows, left.Columns);
        var (inner, columns) = transposeRight ? (right.Columns, right.Rows) : (right.Rows, right.Columns);
        if (inner != depth || target.Rows != rows || target.Columns != columns)
        {
            throw new ArgumentException(
                $"[{rows}, {depth}] times [{inner}, {columns}] does not give [{target.Rows}, {target.Columns}].", nameof(target));
        }

        if (beta == 0)
        {
            target.Values.AsSpan().Clear();
        }
        else if (beta != 1)
        {
            Vectors.Scale(target.Values, beta);
        }

        Product.Add(
            target.Whole,
            alpha,
            transposeLeft ? left.Whole.ByColumns : left.Whole.ByRows,
            transposeRight ? right.Whole.ByRows : right.Whole.ByColumns,
            depth);
    }
}
