using PruneOnBuild.Pruning.Algebra;

namespace PruneOnBuild.Pruning.Tests.Algebra;

internal static class Close
{
    /// <summary>No element differs by more than tolerance times the largest element expected.</summary>
    public static void Assert(Matrix expected, Matrix actual, double tolerance)
    {
        Xunit.Assert.Equal((expected.Rows, expected.Columns), (actual.Rows, actual.Columns));
        var scale = expected.Values.Select(Math.Abs).DefaultIfEmpty(0).Max();
        var worst = expected.Values.Zip(actual.Values, (one, other) =>
            double.IsNaN(other) ? double.PositiveInfinity : Math.Abs(one - other)).DefaultIfEmpty(0).Max();
        Xunit.Assert.True(worst <= tolerance * scale, $"Off by {worst:g3} where the largest element is {scale:g3}; {tolerance:g3} of it is allowed.");
    }

    /// <summary>Equal to the last bit.</summary>
    public static void Same(Matrix expected, Matrix actual) =>
        Xunit.Assert.Equal(expected.Values.Select(BitConverter.DoubleToInt64Bits), actual.Values.Select(BitConverter.DoubleToInt64Bits));

    public static void Symmetric(Matrix matrix)
    {
        for (var i = 0; i < matrix.Rows; i++)
        {
            for (var j = 0; j < i; j++)
            {
                Xunit.Assert.Equal(BitConverter.DoubleToInt64Bits(matrix[i, j]), BitConverter.DoubleToInt64Bits(matrix[j, i]));
            }
        }
    }
}
