using PruneOnBuild.Pruning.Algebra;

namespace PruneOnBuild.Pruning.Sparsity.Obs;

/// <summary>Least squares on a support: every output by itself on the weights that stay, all others zero.</summary>
internal static class SupportFit
{
    /// <summary>Multiply-adds of small factorisations up to which they are worth their exactness: some seconds on two cores.</summary>
    private const double MostWork = 6e10;

    /// <param name="kept">[features * outputs], row-major: where a weight may be other than zero.</param>
    /// <param name="start">Near the solution: what conjugate gradients begin with; zero outside of kept.</param>
    /// <returns>W, [features, outputs].</returns>
    public static Matrix Solve(LayerProblem problem, bool[] kept, Matrix start)
    {
        if (kept.All(stays => stays))
        {
            var all = problem.Cross.Clone();
            problem.Factor.SolveInPlace(all);
            return all;
        }

        var columns = problem.Cross.Columns;
        var supports = new int[columns][];
        for (var column = 0; column < columns; column++)
        {
            supports[column] = [.. Enumerable.Range(0, problem.Cross.Rows).Where(row => kept[(row * columns) + column])];
        }

        // Outputs that share a support share its factorisation, as the rows of a block do.
        var families = Enumerable.Range(0, columns).GroupBy(column => supports[column], Alike.Instance).Select(family => family.ToArray()).ToList();
        var work = families.Sum(family => Math.Pow(supports[family[0]].Length, 3) / 6);
        return work <= MostWork ? Directly(problem, supports, families, (long)work) : ConjugateGradients.Solve(problem, kept, start);
    }

    private static Matrix Directly(LayerProblem problem, int[][] supports, List<int[]> families, long work)
    {
        var weights = new Matrix(problem.Cross.Rows, problem.Cross.Columns);
        Workers.Run(families.Count, work, family =>
        {
            using var alone = Workers.AtMost(1);
            var (columns, support) = (families[family], supports[families[family][0]]);
            var factor = Cholesky.FactoriseInPlace(problem.Hessian.Pick(support, support), out _)
                ?? throw new InvalidOperationException("A part of a positive definite matrix is positive definite.");
            var solved = problem.Cross.Pick(support, columns);
            factor.SolveInPlace(solved);
            for (var i = 0; i < support.Length; i++)
            {
                for (var j = 0; j < columns.Length; j++)
                {
                    weights[support[i], columns[j]] = solved[i, j];
                }
            }
        });
        return weights;
    }

    private sealed class Alike : IEqualityComparer<int[]>
    {
        public static Alike Instance { get; } = new();

        public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(int[] support)
        {
            var hash = default(HashCode);
            foreach (var row in support)
            {
                hash.Add(row);
            }

            return hash.ToHashCode();
        }
    }
}
