using PruneOnBuild.Pruning.Algebra;
using PruneOnBuild.Pruning.Algebra.Kernels;

namespace PruneOnBuild.Pruning.Tests.Algebra;

/// <summary>Products of float64 matrices.</summary>
public sealed class MultiplyTests
{
    private const double Tolerance = 1e-13;

    public static TheoryData<int, int, int> Sizes => new()
    {
        { 1, 1, 1 }, { 2, 7, 1 }, { 7, 2, 33 }, { 33, 129, 7 }, { 129, 33, 257 },
        { 257, 300, 129 }, { 1, 600, 257 }, { 12, 32, 256 }, { 400, 5, 410 }, { 130, 500, 9 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void EveryTransposition_IsTheTripleLoop(int rows, int columns, int depth)
    {
        var (left, right) = (Some.Matrix(rows, depth, 1), Some.Matrix(depth, columns, 2));
        var expected = Naive.Product(left, right);
        Close.Assert(expected, Multiply.Of(left, right), Tolerance);
        Close.Assert(expected, Multiply.Of(Naive.Transpose(left), right, transposeLeft: true), Tolerance);
        Close.Assert(expected, Multiply.Of(left, Naive.Transpose(right), transposeRight: true), Tolerance);
        Close.Assert(expected, Multiply.Of(Naive.Transpose(left), Naive.Transpose(right), true, true), Tolerance);
    }

    [Fact]
    public void AlphaAndBeta_ScaleProductAndTarget()
    {
        var (left, right, target) = (Some.Matrix(33, 7, 1), Some.Matrix(7, 40, 2), Some.Matrix(33, 40, 3));
        var product = Naive.Product(left, right);
        var expected = new Matrix(33, 40, [.. product.Values.Zip(target.Values, (p, t) => (-2 * p) + (0.5 * t))]);
        Multiply.Into(target, -2, left, right, 0.5);
        Close.Assert(expected, target, Tolerance);
    }

    [Fact]
    public void BetaZero_ForgetsWhatTheTargetHeld()
    {
        var target = new Matrix(1, 1, [double.NaN]);
        Multiply.Into(target, 1, Matrix.Identity(1), Matrix.Identity(1), 0);
        Assert.Equal(1, target[0, 0]);
    }

    /// <summary>Narrow targets are computed as their transposes.</summary>
    [Theory]
    [InlineData(300, 70)]
    [InlineData(70, 300)]
    public void ColumnsOfAProduct_AreTheProductOfThoseColumns(int rows, int depth)
    {
        var (left, right) = (Some.Matrix(rows, depth, 1), Some.Matrix(depth, 40, 2));
        var whole = Multiply.Of(left, right);
        int[] all = [.. Enumerable.Range(0, 40)];
        for (var columns = 1; columns <= 40; columns++)
        {
            var narrow = Multiply.Of(left, right.Pick([.. Enumerable.Range(0, depth)], all.AsSpan(0, columns)));
            Assert.Equal(whole.Pick([.. Enumerable.Range(0, rows)], all.AsSpan(0, columns)).Values, narrow.Values);
        }
    }

    [Fact]
    public void EmptyDepth_GivesZeros() => Assert.All(Multiply.Of(new Matrix(3, 0), new Matrix(0, 4)).Values, value => Assert.Equal(0, value));

    [Fact]
    public void Rejects_ShapesThatDoNotFit() => Assert.Throws<ArgumentException>(() => Multiply.Of(new Matrix(2, 3), new Matrix(4, 2)));

    [Theory]
    [MemberData(nameof(Sizes))]
    public void EveryVectorWidth_GivesTheSameBits(int rows, int columns, int depth)
    {
        var (left, right) = (Some.Matrix(rows, depth, 1), Some.Matrix(depth, columns, 2));
        var results = Enum.GetValues<VectorWidth>().Select(width =>
        {
            var target = new Matrix(rows, columns);
            Product.Add(target.Whole, -1.5, left.Whole.ByRows, right.Whole.ByColumns, depth, width: width);
            return target;
        }).ToList();
        Close.Same(results[0], results[1]);
        Close.Same(results[0], results[2]);
    }
}
