using PruneOnBuild.Pruning.Algebra;

namespace PruneOnBuild.Benchmarks;

/// <param name="Flops">Multiplications and additions that the operation needs, those that symmetry saves left out.</param>
/// <param name="Fast">Prepares one run, which is timed without the preparation.</param>
/// <param name="Naive">The same as a triple loop.</param>
internal sealed record AlgebraOperation(
    string Name, Func<AlgebraProblem, double> Flops, Func<AlgebraProblem, Action> Fast, Func<AlgebraProblem, Action> Naive)
{
    public static AlgebraOperation[] All { get; } =
    [
        new("Gram", p => (double)p.Rows * p.Size * (p.Size + 1), Gram, p => () => NaiveAlgebra.Gram(p.X, p.Rows, p.Size)),
        new("cross, n/9 outputs", p => 2.0 * p.Rows * p.Size * p.Outputs, p => Cross(p, p.Y, p.Outputs),
            p => () => NaiveAlgebra.Cross(p.X, p.Y, p.Rows, p.Size, p.Outputs)),
        new("cross, 8 outputs", p => 2.0 * p.Rows * p.Size * AlgebraProblem.NarrowOutputs,
            p => Cross(p, p.Narrow, AlgebraProblem.NarrowOutputs),
            p => () => NaiveAlgebra.Cross(p.X, p.Narrow, p.Rows, p.Size, AlgebraProblem.NarrowOutputs)),
        new("product", p => 2 * Cube(p), Product, p => () => NaiveAlgebra.Product(p.Gram, p.Gram)),
        new("Cholesky", p => Cube(p) / 3, Factorise, p => () => NaiveAlgebra.Factorise(p.Gram)),
        new("solve, n/9 columns", p => 2.0 * p.Size * p.Size * p.Outputs, Solve, p => () => NaiveAlgebra.Solve(p.Factor.Lower, p.Cross)),
        new("inverse of L L^T", p => Cube(p) * 2 / 3, p => () => p.Factor.Inverse(),
            p => () => NaiveAlgebra.Solve(p.Factor.Lower, Matrix.Identity(p.Size))),
    ];

    private static double Cube(AlgebraProblem problem) => Math.Pow(problem.Size, 3);

    private static Action Gram(AlgebraProblem problem)
    {
        var gram = new GramAccumulator(problem.Size);
        return () => gram.Add(problem.X, problem.Rows);
    }

    private static Action Cross(AlgebraProblem problem, float[] y, int outputs)
    {
        var cross = new CrossAccumulator(problem.Size, outputs);
        return () => cross.Add(problem.X, y, problem.Rows);
    }

    private static Action Product(AlgebraProblem problem)
    {
        var target = new Matrix(problem.Size, problem.Size);
        return () => Multiply.Into(target, 1, problem.Gram, problem.Gram, 0);
    }

    private static Action Factorise(AlgebraProblem problem)
    {
        var copy = problem.Gram.Clone();
        return () => Cholesky.FactoriseInPlace(copy, out _);
    }

    private static Action Solve(AlgebraProblem problem)
    {
        var copy = problem.Cross.Clone();
        return () => problem.Factor.SolveInPlace(copy);
    }
}
