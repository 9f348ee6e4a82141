namespace PruneOnBuild.Kernels.Tests;

/// <summary>Random test data, the same for the same seed.</summary>
internal static class Some
{
    /// <summary>From -0.5 to 0.5.</summary>
    public static float[] Floats(Random random, long count)
    {
        var values = new float[count];
        Fill(random, values);
        return values;
    }

    public static void Fill(Random random, Span<float> values)
    {
        foreach (ref float value in values)
            value = random.NextSingle() - 0.5f;
    }

    /// <summary>A matrix whose blocks are zero with the probability that <paramref name="sparsity"/> says.</summary>
    public static float[] Matrix(Random random, int rows, int columns, int blockRows, double sparsity)
    {
        var dense = new float[rows * columns];
        for (int row = 0; row < rows; row += blockRows)
            for (int column = 0; column < columns; column++)
                if (random.NextDouble() >= sparsity)
                    for (int r = row; r < Math.Min(rows, row + blockRows); r++)
                        dense[r * columns + column] = random.NextSingle() - 0.5f;
        return dense;
    }

    /// <summary>None, all, or anything between.</summary>
    public static double Sparsity(Random random) => random.Next(8) switch { 0 => 0, 1 => 1, _ => random.NextDouble() };

    public static int BlockRows(Random random) => random.Next(6) switch { 0 => 1, 1 => 2, 2 => 3, 3 => 4, 4 => 8, _ => 16 };

    public static SparseActivation Activation(Random random) => random.Next(3) switch
    {
        0 => SparseActivation.None,
        1 => SparseActivation.Relu,
        _ => new(-0.25f, 0.5f),
    };
}
