using PruneOnBuild.Pruning.Algebra;

namespace PruneOnBuild.Pruning.Tests.Algebra;

/// <summary>Inputs leaving in blocks, as if they had never been there.</summary>
public sealed class InverseHessianTests
{
    private const double Tolerance = 1e-9;

    [Theory]
    [InlineData(7, 1, 1)]
    [InlineData(33, 3, 5)]
    [InlineData(129, 9, 20)]
    [InlineData(147, 49, 8)]
    [InlineData(257, 16, 33)]
    public void Downdates_AreTheProblemWithoutTheBlocks(int size, int length, int outputs)
    {
        var (gram, target) = (Some.PositiveDefinite(size, 1), Some.Matrix(size, outputs, 2));
        var hessian = Start(gram, target);
        var blocks = Blocks(size, length);
        new Random(4).Shuffle(blocks);
        var left = Enumerable.Range(0, size).ToHashSet();
        var (before, predicted) = (Error(gram, target, left), 0.0);
        foreach (var block in blocks.Take(blocks.Length - 1))
        {
            predicted += hessian.Score(block);
            Assert.True(hessian.Remove(block));
            left.ExceptWith(block);
        }

        int[] rest = [.. left.Order()];
        Assert.Equal(Error(gram, target, left) - before, predicted, Tolerance * before * -1);
        Assert.Equal(rest.Length, hessian.Remaining);
        var inverse = hessian.Inverse(rest);
        Close.Assert(Naive.Solve(gram.Pick(rest, rest), Matrix.Identity(rest.Length)), inverse, Tolerance);
        Close.Symmetric(inverse);
        Close.Assert(Fit(gram, target, rest), hessian.Weights(), Tolerance);
    }

    [Fact]
    public void AllInputs_MayGo()
    {
        var hessian = Start(Some.PositiveDefinite(33, 1), Some.Matrix(33, 2, 2));
        Assert.All(Blocks(33, 4), block => Assert.True(hessian.Remove(block)));
        Assert.Equal(0, hessian.Remaining);
        Assert.All(hessian.Weights().Values, value => Assert.Equal(0, value));
    }

    [Fact]
    public void Scores_AreThoseOfEachAlone()
    {
        var hessian = Start(Some.PositiveDefinite(60, 1), Some.Matrix(60, 5, 2));
        var blocks = Blocks(60, 7);
        Assert.Equal(blocks.Select(block => hessian.Score(block)), hessian.Scores(blocks));
    }

    [Fact]
    public void BlockThatIsNotPositiveDefinite_StaysAndScoresInfinite()
    {
        var hessian = new InverseHessian(new Matrix(2, 2, [1, 1, 1, 1]), new Matrix(2, 1, [1, 2]));
        Assert.Equal(double.PositiveInfinity, hessian.Score([0, 1]));
        Assert.False(hessian.Remove([0, 1]));
        Assert.Equal(2, hessian.Remaining);
        Assert.Equal([1.0, 2.0], hessian.Weights().Values);
    }

    [Fact]
    public void Rejects_InputRemovedBefore()
    {
        var hessian = Start(Some.PositiveDefinite(7, 1), Some.Matrix(7, 1, 2));
        Assert.True(hessian.Remove([3]));
        Assert.False(hessian.IsThere(3));
        Assert.Throws<ArgumentException>(() => hessian.Remove([3]));
    }

    [Fact]
    public void Bits_AreThoseOfOneThread()
    {
        var (one, two) = (HalfRemoved(threads: 1), HalfRemoved(threads: 2));
        Close.Same(one.Weights(), two.Weights());
        var left = Enumerable.Range(0, 450).Where(one.IsThere).ToArray();
        Close.Same(one.Inverse(left), two.Inverse(left));
    }

    private static InverseHessian HalfRemoved(int threads)
    {
        using var limit = Workers.AtMost(threads);
        var hessian = Start(Some.PositiveDefinite(450, 1), Some.Matrix(450, 40, 2));
        foreach (var block in Blocks(450, 9).Where((_, i) => i % 2 == 0))
        {
            Assert.True(hessian.Remove(block));
        }

        return hessian;
    }

    private static InverseHessian Start(Matrix gram, Matrix target)
    {
        var factor = Cholesky.Of(gram)!;
        var weights = target.Clone();
        factor.SolveInPlace(weights);
        return new InverseHessian(factor.Inverse(), weights);
    }

    private static int[][] Blocks(int size, int length) => [.. Enumerable.Range(0, size).Chunk(length)];

    /// <summary>Least squares on the inputs left, zeros elsewhere.</summary>
    private static Matrix Fit(Matrix gram, Matrix target, int[] left)
    {
        var fit = Naive.Solve(gram.Pick(left, left), target.PickRows(left));
        var weights = new Matrix(gram.Rows, target.Columns);
        for (var i = 0; i < left.Length; i++)
        {
            fit.Row(i).CopyTo(weights.Row(left[i]));
        }

        return weights;
    }

    /// <summary>||Y - X W||^2 less ||Y||^2, of the best W on the inputs left: -tr(C^T W).</summary>
    private static double Error(Matrix gram, Matrix target, IEnumerable<int> left)
    {
        var fit = Fit(gram, target, [.. left.Order()]);
        return -fit.Values.Zip(target.Values, (w, c) => w * c).Sum();
    }
}
