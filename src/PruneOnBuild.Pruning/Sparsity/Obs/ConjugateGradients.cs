using PruneOnBuild.Pruning.Algebra;

namespace PruneOnBuild.Pruning.Sparsity.Obs;

/// <summary>
/// Least squares on a support by conjugate gradients with the diagonal as preconditioner, all outputs in step, so that the work is products of
/// whole matrices: what large layers are fitted with (as in ALPS, arXiv:2406.07831). Every output has its own step lengths.
/// </summary>
internal static class ConjugateGradients
{
    private const int MostSteps = 60;

    /// <summary>Residual over right-hand side, squared, at which an output is done.</summary>
    private const double Enough = 1e-10;

    public static Matrix Solve(LayerProblem problem, bool[] kept, Matrix start)
    {
        var (rows, columns) = (problem.Cross.Rows, problem.Cross.Columns);
        var diagonal = problem.Hessian.Diagonal();
        var (solution, residual) = (start.Clone(), problem.Cross.Clone());
        Multiply.Into(residual, -1, problem.Hessian, solution, 1);
        var (direction, product, conditioned) = (new Matrix(rows, columns), new Matrix(rows, columns), new Matrix(rows, columns));
        double[] before = [], goal = Dots(problem.Cross, Conditioned(problem.Cross, conditioned, diagonal, kept));
        for (var step = 0; step < MostSteps; step++)
        {
            var now = Dots(residual, Conditioned(residual, conditioned, diagonal, kept));
            if (now.Zip(goal).All(pair => pair.First <= Enough * pair.Second))
            {
                break;
            }

            var turn = step == 0 ? new double[columns] : [.. now.Zip(before, (a, b) => b > 0 ? a / b : 0)];
            ForAll(rows, columns, (i, column) => direction.Values[i] = conditioned.Values[i] + (turn[column] * direction.Values[i]));
            Multiply.Into(product, 1, problem.Hessian, direction, 0);
            double[] length = [.. now.Zip(Dots(direction, product), (a, b) => b > 0 ? a / b : 0)];
            ForAll(rows, columns, (i, column) =>
            {
                solution.Values[i] += length[column] * direction.Values[i];
                residual.Values[i] -= length[column] * product.Values[i];
            });
            before = now;
        }

        return solution;
    }

    private static Matrix Conditioned(Matrix residual, Matrix target, double[] diagonal, bool[] kept)
    {
        for (var i = 0; i < target.Values.Length; i++)
        {
            target.Values[i] = kept[i] ? residual.Values[i] / diagonal[i / target.Columns] : 0;
        }

        return target;
    }

    private static double[] Dots(Matrix one, Matrix other)
    {
        var dots = new double[one.Columns];
        ForAll(one.Rows, one.Columns, (i, column) => dots[column] += one.Values[i] * other.Values[i]);
        return dots;
    }

    private static void ForAll(int rows, int columns, Action<int, int> element)
    {
        for (int row = 0, i = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++, i++)
            {
                element(i, column);
            }
        }
    }
}
