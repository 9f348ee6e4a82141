using PruneOnBuild.Pruning.Algebra;

namespace PruneOnBuild.Pruning.Sparsity.Obs;

/// <summary>
/// The weights that stay: those on which least squares costs the least. Alternating directions (ALPS, Meng et al. 2024, arXiv:2406.07831): least
/// squares pulled towards the best mask of the pattern, the mask of what that gives, and so on, with a pull that grows until the mask no longer
/// changes. It minimises the error that optimal brain surgeon greedily adds up, and takes products of whole matrices instead of one downdate a
/// weight.
/// </summary>
internal static class SupportSearch
{
    /// <summary>The first pull, with inputs scaled to a second moment of 1.</summary>
    private const double FirstPull = 0.1;
    private const int StepsPerPull = 3;
    private const int MostPulls = 100;

    /// <summary>Pull grows by the second where more than the first of the kept weights changed.</summary>
    private static readonly (double Changed, double Growth)[] Growths = [(0.1, 1.3), (0.005, 1.2), (0, 1.1)];

    /// <param name="start">W0, [features, outputs].</param>
    /// <returns>The mask, [features * outputs], and weights near the least squares on it.</returns>
    public static (bool[] Kept, Matrix Weights) Run(LayerProblem problem, PatternMasks pattern, double sparsity, Matrix start)
    {
        var (rows, columns) = (problem.Cross.Rows, problem.Cross.Columns);
        var scale = Array.ConvertAll(problem.Hessian.Diagonal(), value => 1 / Math.Sqrt(value));
        var (hessian, cross) = (new Matrix(rows, rows), new Matrix(rows, columns));
        var (sparse, dual) = (new Matrix(rows, columns), new Matrix(rows, columns));
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < rows; j++)
            {
                hessian[i, j] = problem.Hessian[i, j] * scale[i] * scale[j];
            }

            for (var j = 0; j < columns; j++)
            {
                cross[i, j] = problem.Cross[i, j] * scale[i];
                sparse[i, j] = start[i, j] / scale[i];
            }
        }

        var worth = Array.ConvertAll(sparse.Values, value => value * value);
        var kept = pattern.Best(worth, sparsity);
        Mask(sparse, kept);
        var pull = FirstPull;
        var last = kept;
        for (var round = 0; round < MostPulls; round++)
        {
            var pulled = hessian.Clone();
            for (var i = 0; i < rows; i++)
            {
                pulled[i, i] += pull;
            }

            var factor = Cholesky.FactoriseInPlace(pulled, out _)!;
            for (var step = 0; step < StepsPerPull; step++)
            {
                var free = cross.Clone();
                for (var i = 0; i < free.Values.Length; i++)
                {
                    free.Values[i] += (pull * sparse.Values[i]) - dual.Values[i];
                }

                factor.SolveInPlace(free);
                for (var i = 0; i < free.Values.Length; i++)
                {
                    var value = free.Values[i] + (dual.Values[i] / pull);
                    sparse.Values[i] = value;
                    worth[i] = value * value;
                }

                kept = pattern.Best(worth, sparsity);
                Mask(sparse, kept);
                for (var i = 0; i < free.Values.Length; i++)
                {
                    dual.Values[i] += pull * (free.Values[i] - sparse.Values[i]);
                }
            }

            var changed = kept.Zip(last).Count(pair => pair.First && !pair.Second);
            if (changed == 0 && round > 0)
            {
                break;
            }

            last = kept;
            var share = (double)changed / Math.Max(1, kept.Count(stays => stays));
            pull *= Growths.First(growth => share >= growth.Changed).Growth;
        }

        for (var i = 0; i < sparse.Values.Length; i++)
        {
            sparse.Values[i] *= scale[i / columns];
        }

        return (kept, sparse);
    }

    private static void Mask(Matrix matrix, bool[] kept)
    {
        for (var i = 0; i < kept.Length; i++)
        {
            matrix.Values[i] = kept[i] ? matrix.Values[i] : 0;
        }
    }
}
