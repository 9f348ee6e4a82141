using PruneOnBuild.Pruning.Algebra;

namespace PruneOnBuild.Pruning.Tests.Algebra;

/// <summary>Factorisation, solving and inverting.</summary>
public sealed class CholeskyTests
{
    private const double Tolerance = 1e-11;

    public static TheoryData<int> Sizes => new() { 1, 2, 7, 31, 32, 33, 64, 65, 129, 257 };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Factor_TimesItsTranspose_IsTheMatrix(int size)
    {
        var matrix = Some.PositiveDefinite(size, size);
        var lower = Cholesky.Of(matrix)!.Lower;
        Close.Assert(matrix, Naive.Product(lower, Naive.Transpose(lower)), Tolerance);
        for (var i = 0; i < size; i++)
        {
            Assert.True(lower[i, i] > 0);
            Assert.All(lower.Row(i)[(i + 1)..].ToArray(), value => Assert.Equal(0, value));
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Solve_IsElimination(int size)
    {
        foreach (var columns in new[] { 1, 3, 70 })
        {
            var (matrix, right) = (Some.PositiveDefinite(size, size), Some.Matrix(size, columns, 5));
            var solution = right.Clone();
            Cholesky.Of(matrix)!.SolveInPlace(solution);
            Close.Assert(Naive.Solve(matrix, right), solution, Tolerance);
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Inverses_AreElimination(int size)
    {
        var matrix = Some.PositiveDefinite(size, size);
        var factor = Cholesky.Of(matrix)!;
        var inverse = factor.Inverse();
        Close.Assert(Naive.Solve(matrix, Matrix.Identity(size)), inverse, Tolerance);
        Close.Symmetric(inverse);
        Close.Assert(Naive.Solve(factor.Lower, Matrix.Identity(size)), factor.InverseOfLower(), Tolerance);
    }

    /// <summary>Longer than a block of terms, where skipped zeros and blocks meet; the product is tested by itself.</summary>
    [Theory]
    [InlineData(513)]
    [InlineData(600)]
    public void LargeInverses_TimesTheMatrix_AreTheIdentity(int size)
    {
        var x = Some.Matrix(size + 10, size, 1);
        var matrix = Multiply.Of(x, x, transposeLeft: true);
        for (var i = 0; i < size; i++)
        {
            matrix[i, i] += 1;
        }

        var factor = Cholesky.Of(matrix)!;
        Close.Assert(Matrix.Identity(size), Multiply.Of(matrix, factor.Inverse()), 1e-10);
        Close.Assert(Matrix.Identity(size), Multiply.Of(factor.Lower, factor.InverseOfLower()), 1e-10);
        Close.Assert(matrix, Multiply.Of(factor.Lower, factor.Lower, transposeRight: true), 1e-12);
    }

    [Theory]
    [InlineData(1e-6)]
    [InlineData(1e-10)]
    public void IllConditionedButDamped_IsSolvedWithASmallResidual(double damping)
    {
        // Rank 30 of 100 but for the damping: a condition of up to 1e12.
        var x = Some.Matrix(30, 100, 1);
        var matrix = Naive.Product(Naive.Transpose(x), x);
        for (var i = 0; i < 100; i++)
        {
            matrix[i, i] += damping;
        }

        var right = Some.Matrix(100, 3, 2);
        var solution = right.Clone();
        Cholesky.Of(matrix)!.SolveInPlace(solution);
        var largest = solution.Values.Max(Math.Abs);
        var residual = Naive.Product(matrix, solution).Values.Zip(right.Values, (one, other) => Math.Abs(one - other)).Max();
        Assert.True(residual <= 1e-12 * largest * matrix.Values.Max(), $"Residual {residual:g3}, largest element of the solution {largest:g3}.");
    }

    [Fact]
    public void OnlyTheLowerTriangle_IsRead()
    {
        var (matrix, spoiled) = (Some.PositiveDefinite(70, 1), Some.PositiveDefinite(70, 1));
        for (var i = 0; i < 70; i++)
        {
            spoiled.Row(i)[(i + 1)..].Fill(double.NaN);
        }

        Close.Same(Cholesky.Of(matrix)!.Lower, Cholesky.Of(spoiled)!.Lower);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(40, 35)]
    [InlineData(129, 100)]
    public void DeadInput_IsTheFailedPivot(int size, int dead)
    {
        var matrix = Some.PositiveDefinite(size, 3);
        for (var i = 0; i < size; i++)
        {
            matrix[i, dead] = matrix[dead, i] = 0;
        }

        Assert.Null(Cholesky.FactoriseInPlace(matrix, out var pivot));
        Assert.Equal(dead, pivot);
    }

    [Theory]
    [InlineData(40, 20, 39)]
    [InlineData(129, 3, 77)]
    public void InputThatRepeatsAnother_IsTheFailedPivot(int size, int first, int again)
    {
        var matrix = Some.PositiveDefinite(size, 3);
        var order = Enumerable.Range(0, size).Select(i => i == again ? first : i).ToArray();
        Assert.Null(Cholesky.FactoriseInPlace(matrix.Pick(order, order), out var pivot));
        Assert.Equal(again, pivot);
    }

    [Fact]
    public void FewerSamplesThanInputs_IsNotPositiveDefinite()
    {
        var x = Some.Matrix(20, 50, 1);
        Assert.Null(Cholesky.FactoriseInPlace(Naive.Product(Naive.Transpose(x), x), out var pivot));
        Assert.Equal(20, pivot);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void OtherDiagonals_AreNotPositiveDefinite(double value) => Assert.Null(Cholesky.Of(new Matrix(1, 1, [value])));

    [Fact]
    public void ScalesFarApart_AreNoReasonToFail()
    {
        var matrix = Some.PositiveDefinite(40, 1);
        for (var i = 0; i < 40; i++)
        {
            for (var j = 0; j < 40; j++)
            {
                matrix[i, j] *= Math.Pow(10, (i % 9) - 4) * Math.Pow(10, (j % 9) - 4);
            }
        }

        var lower = Cholesky.Of(matrix)!.Lower;
        Close.Assert(matrix, Naive.Product(lower, Naive.Transpose(lower)), Tolerance);
    }

    [Theory]
    [InlineData(129)]
    [InlineData(450)]
    public void Bits_AreThoseOfOneThread(int size)
    {
        var matrix = Some.PositiveDefinite(size, 1);
        var (one, two, again) = (All(matrix, 1), All(matrix, 2), All(matrix, 2));
        for (var i = 0; i < one.Length; i++)
        {
            Close.Same(one[i], two[i]);
            Close.Same(one[i], again[i]);
        }
    }

    private static Matrix[] All(Matrix matrix, int threads)
    {
        using var limit = Workers.AtMost(threads);
        var factor = Cholesky.Of(matrix)!;
        var solution = Some.Matrix(matrix.Rows, 200, 2);
        factor.SolveInPlace(solution);
        return [factor.Lower, factor.Inverse(), factor.InverseOfLower(), solution];
    }
}
