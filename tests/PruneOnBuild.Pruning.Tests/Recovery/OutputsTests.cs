using PruneOnBuild.Pruning.Algebra;
using PruneOnBuild.Pruning.Algebra.Kernels;
using PruneOnBuild.Pruning.Recovery;
using PruneOnBuild.Pruning.Tests.Algebra;

namespace PruneOnBuild.Pruning.Tests.Recovery;

/// <summary>X W + b in float32 against three loops in float64.</summary>
public sealed class OutputsTests
{
    public static TheoryData<int, int, int> Sizes => new() { { 1, 1, 1 }, { 50, 16, 3 }, { 700, 27, 48 }, { 33, 600, 5 }, { 5, 40, 300 } };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Of_IsTheTripleLoop(int rows, int features, int columns)
    {
        var (x, weights) = (Some.Floats(rows * features, 1), Some.Matrix(features + 1, columns, 2));
        Close.Assert(Naive.Product(Naive.WithLast(x, weights.Rows - 1, 1), weights), Naive.Wide(Outputs.Of(x, rows, weights), columns), 1e-5);
    }

    [Fact]
    public void EveryVectorWidth_GivesTheSameBits()
    {
        var (left, right) = (Some.Floats(61 * 500, 1), Some.Floats(500 * 19, 2));
        var results = Enum.GetValues<VectorWidth>().Select(width =>
        {
            var target = new float[61 * 19];
            Product.Add(new FloatRows(target, 61, 19), new Operand<float>(left, 0, 500, 1), new Operand<float>(right, 0, 1, 19), 500, width);
            return target;
        }).ToList();
        Assert.All(results, result => Assert.Equal(results[0], result));
    }

    /// <summary>Few columns: the left factor is read where it lies, by rows or by columns, and its last rows fill no panel.</summary>
    [Theory]
    [InlineData(61, 500, 19)]
    [InlineData(12, 70, 16)]
    [InlineData(5, 9, 3)]
    public void LeftFactor_IsReadAsItLies(int rows, int depth, int columns)
    {
        var (left, right) = (Some.Floats(rows * depth, 1), Some.Floats(depth * columns, 2));
        var expected = Naive.Product(Naive.Wide(left, depth), Naive.Wide(right, columns));
        foreach (var width in Enum.GetValues<VectorWidth>())
        {
            foreach (var factor in (Operand<float>[])[new(left, 0, depth, 1), new(Naive.Transpose(left, depth), 0, 1, rows)])
            {
                var target = new float[rows * columns];
                Product.Add(new FloatRows(target, rows, columns), factor, new Operand<float>(right, 0, 1, columns), depth, width);
                Close.Assert(expected, Naive.Wide(target, columns), 1e-5);
            }
        }
    }
}
