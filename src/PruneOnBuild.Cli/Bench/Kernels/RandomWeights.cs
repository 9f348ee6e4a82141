namespace PruneOnBuild.Cli.Bench.Kernels;

/// <summary>Weights of a shape, [outputs, columns].</summary>
internal static class RandomWeights
{
    /// <param name="blockRows">Outputs that share their zeros.</param>
    /// <param name="sparsity">Share of the blocks that are zero.</param>
    public static float[] Of(KernelShape shape, int blockRows, double sparsity)
    {
        var random = new Random(5);
        var weights = new float[shape.Outputs * shape.Columns];
        for (int row = 0; row < shape.Outputs; row += blockRows)
            for (int column = 0; column < shape.Columns; column++)
                if (random.NextDouble() >= sparsity)
                    for (int r = row; r < Math.Min(shape.Outputs, row + blockRows); r++)
                        weights[r * shape.Columns + column] = random.NextSingle() + 0.1f;
        return weights;
    }
}
