using PruneOnBuild.Pruning.Algebra;

namespace PruneOnBuild.Pruning.Tests.Algebra;

/// <summary>Damped least squares.</summary>
public sealed class RidgeTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 2)]
    [InlineData(129, 33)]
    public void Solution_IsThatOfTheDampedSystem(int size, int outputs)
    {
        var (gram, cross, prior) = (Some.PositiveDefinite(size, 1), Some.Matrix(size, outputs, 2), Some.Matrix(size, outputs, 3));
        var damping = Enumerable.Range(0, size).Select(i => 0.5 * (i % 3)).ToArray();
        var (left, right, towardsZero) = (gram.Clone(), cross.Clone(), cross.Clone());
        for (var i = 0; i < size; i++)
        {
            left[i, i] += damping[i];
            for (var j = 0; j < outputs; j++)
            {
                right[i, j] += damping[i] * prior[i, j];
            }
        }

        var solution = Ridge.Solve(gram, cross, damping, prior)!;
        Assert.Equal(1, solution.DampingFactor);
        Close.Assert(Naive.Solve(left, right), solution.Weights, 1e-11);
        Close.Assert(Naive.Solve(left, towardsZero), Ridge.Solve(gram, cross, damping)!.Weights, 1e-11);
    }

    [Fact]
    public void HugeDamping_ReturnsThePrior()
    {
        var prior = Some.Matrix(7, 3, 3);
        var solution = Ridge.Solve(Some.PositiveDefinite(7, 1), Some.Matrix(7, 3, 2), Enumerable.Repeat(1e15, 7).ToArray(), prior)!;
        Close.Assert(prior, solution.Weights, 1e-12);
    }

    [Fact]
    public void NotPositiveDefinite_IsDampedTenfoldUntilItIs()
    {
        // Eigenvalues 3 and -1: 0.015 suffices once it has grown to 1.5.
        var gram = new Matrix(2, 2, [1, 2, 2, 1]);
        var solution = Ridge.Solve(gram, Some.Matrix(2, 1, 1), [0.015, 0.015])!;
        Assert.Equal(100, solution.DampingFactor, 1e-9);
    }

    [Fact]
    public void SingularAndUndamped_HasNoSolution() => Assert.Null(Ridge.Solve(new Matrix(2, 2), new Matrix(2, 1), [0, 0]));

    [Fact]
    public void NotANumber_HasNoSolution() => Assert.Null(Ridge.Solve(new Matrix(1, 1, [double.NaN]), new Matrix(1, 1), [1]));

    [Fact]
    public void DeadInput_KeepsItsPriorWeight()
    {
        var gram = new Matrix(3, 3, [4, 0, 2, 0, 0, 0, 2, 0, 5]);
        var (cross, prior) = (new Matrix(3, 1, [1, 0, 1]), new Matrix(3, 1, [9, 8, 7]));
        var damping = Ridge.Damping(gram, 0.01, intercept: true);
        Assert.Equal([0.02, 2, 0], damping);
        Assert.Equal(8, Ridge.Solve(gram, cross, damping, prior)!.Weights[1, 0], 1e-12);
    }

    [Fact]
    public void FewerSamplesThanInputs_AreFittedNearThePrior()
    {
        var (x, prior) = (Some.Matrix(20, 50, 1), Some.Matrix(50, 4, 2));
        var gram = Naive.Product(Naive.Transpose(x), x);
        var wanted = Naive.Product(x, prior);
        var solution = Ridge.Solve(gram, Naive.Product(Naive.Transpose(x), wanted), Ridge.Damping(gram, 1e-6), prior)!;
        Close.Assert(prior, solution.Weights, 1e-8);
    }
}
