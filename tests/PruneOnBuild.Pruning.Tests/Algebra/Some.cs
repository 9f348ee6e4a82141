using PruneOnBuild.Pruning.Algebra;

namespace PruneOnBuild.Pruning.Tests.Algebra;

/// <summary>Random matrices from a seed.</summary>
internal static class Some
{
    public static float[] Floats(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (2 * random.NextSingle()) - 1)];
    }

    public static Matrix Matrix(int rows, int columns, int seed)
    {
        var random = new Random(seed);
        return new Matrix(rows, columns, [.. Enumerable.Range(0, rows * columns).Select(_ => (2 * random.NextDouble()) - 1)]);
    }

    /// <summary>X^T X of a few more samples than features, a little damped.</summary>
    public static Matrix PositiveDefinite(int size, int seed)
    {
        var x = Matrix(size + 10, size, seed);
        var gram = Naive.Product(Naive.Transpose(x), x);
        for (var i = 0; i < size; i++)
        {
            gram[i, i] += 0.1;
        }

        return gram;
    }
}
