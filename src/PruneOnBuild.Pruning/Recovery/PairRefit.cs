using PruneOnBuild.Pruning.Algebra;
using PruneOnBuild.Pruning.Algebra.Kernels;
using PruneOnBuild.Pruning.Layers;

namespace PruneOnBuild.Pruning.Recovery;

/// <summary>
/// Re-fits two layers to what the second should give: the few channels that are left between them need not be those of the dense model, only
/// those that serve the second layer best. Gauss-Newton: the second layer by least squares, the first by least squares with the activation
/// between held where it is (conjugate gradients on J^T J, preconditioned by the first layer's own Gram matrix), and the second again. After SNOWS
/// (arXiv:2411.18376), cut down to two layers, where everything is closed form and nothing but these two layers is run.
/// </summary>
internal sealed class PairRefit(LayerPair pair, PairModel fit, PairModel judge)
{
    private const int Directions = 6;
    private const double Tiny = 1e-12;

    /// <summary>Damping of the second layer, chosen before the first step on samples that it did not see.</summary>
    private static readonly double[] SecondDampings = [1e-6, 1e-4, 1e-2, 1];

    /// <summary>Damping of the first layer's step, tried until a step helps on samples that it did not see.</summary>
    private static readonly double[] Dampings = [1e-2, 1e-1, 1];

    /// <summary>The weights that do best on the samples that judge; where none does better, each layer fitted by itself.</summary>
    public (Matrix First, Matrix Second) Run(Matrix first, Matrix second)
    {
        (first, var gram) = fit.FitFirst(judge, first);
        (second, var held, var error) = Start(first, second);
        foreach (var share in Dampings)
        {
            var next = Step(first, second, gram, share);
            var behind = Second(fit.SecondMoments(next, second), second, held);
            if (judge.Error(next, behind) < error)
            {
                return (next, behind);
            }
        }

        return (first, second);
    }

    /// <summary>The second layer fitted to the first as it is, how strongly it is held to what it was, and the error on the samples that judge.</summary>
    private (Matrix Second, double Held, double Error) Start(Matrix first, Matrix second)
    {
        var moments = fit.SecondMoments(first, null);
        var best = (Second: second, Held: SecondDampings[^1], Error: judge.Error(first, second));
        foreach (var share in SecondDampings)
        {
            var fitted = Second(moments, second, share);
            if (judge.Error(first, fitted) is var now && now < best.Error)
            {
                best = (fitted, share, now);
            }
        }

        return best;
    }

    private static Matrix Second((Matrix Gram, Matrix Cross) moments, Matrix second, double share) =>
        Ridge.Solve(moments.Gram, moments.Cross, Ridge.Damping(moments.Gram, share, intercept: true), second)?.Weights ?? second;

    /// <summary>W1 and b1 after one step, half as long or a quarter where it was too long.</summary>
    private Matrix Step(Matrix first, Matrix second, Matrix gram, double share)
    {
        var damping = Ridge.Damping(gram, share, intercept: true);
        if (Cholesky.FactoriseInPlace(Ridge.Damped(gram, damping), out _) is not { } factor)
        {
            return first;
        }

        var states = fit.Around(first, second);
        var change = Direction(states, second, factor, damping, Strengths(second));
        var error = fit.Error(first, second);
        foreach (var length in (double[])[1, 0.5, 0.25])
        {
            var next = first.Clone();
            Vectors.AddScaled(next.Values, (ReadOnlySpan<double>)change.Values, length);
            if (fit.Error(next, second) < error)
            {
                return next;
            }
        }

        return first;
    }

    /// <summary>(J^T J + D) change = J^T residual, some steps of conjugate gradients.</summary>
    private Matrix Direction(PairState[] states, Matrix second, Cholesky factor, double[] damping, double[] strengths)
    {
        var residual = fit.Gradient(states, second);
        var change = new Matrix(residual.Rows, residual.Columns);
        var preconditioned = Preconditioned(residual, factor, strengths);
        var direction = preconditioned.Clone();
        var size = Dot(residual, preconditioned);
        for (var step = 0; step < Directions && size > 0; step++)
        {
            var curved = fit.Curvature(states, direction, second);
            for (var row = 0; row < curved.Rows; row++)
            {
                for (var column = 0; column < curved.Columns; column++)
                {
                    curved[row, column] += damping[row] * strengths[column] * direction[row, column];
                }
            }

            var length = size / Dot(direction, curved);
            Vectors.AddScaled(change.Values, (ReadOnlySpan<double>)direction.Values, length);
            Vectors.AddScaled(residual.Values, (ReadOnlySpan<double>)curved.Values, -length);
            preconditioned = Preconditioned(residual, factor, strengths);
            var next = Dot(residual, preconditioned);
            Vectors.Scale(direction.Values, next / size);
            Vectors.AddScaled(direction.Values, (ReadOnlySpan<double>)preconditioned.Values, 1);
            size = next;
        }

        return change;
    }

    /// <summary>How strongly the second layer reads each output of the first: the sum of its squared weights.</summary>
    private double[] Strengths(Matrix second)
    {
        var strengths = new double[pair.First.Outputs];
        for (var row = 0; row < pair.Second.Features; row++)
        {
            strengths[row / pair.Second.Block] += Vectors.SquaredNorm(second.Row(row));
        }

        return Array.ConvertAll(strengths, value => value + Tiny);
    }

    private static Matrix Preconditioned(Matrix residual, Cholesky factor, double[] strengths)
    {
        var solved = residual.Clone();
        factor.SolveInPlace(solved);
        for (var row = 0; row < solved.Rows; row++)
        {
            for (var column = 0; column < solved.Columns; column++)
            {
                solved[row, column] /= strengths[column];
            }
        }

        return solved;
    }

    private static double Dot(Matrix one, Matrix other)
    {
        var sum = 0.0;
        for (var i = 0; i < one.Values.Length; i++)
        {
            sum += one.Values[i] * other.Values[i];
        }

        return sum;
    }
}
