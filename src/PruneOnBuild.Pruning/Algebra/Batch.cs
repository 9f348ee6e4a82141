namespace PruneOnBuild.Pruning.Algebra;

internal static class Batch
{
    /// <summary>Refuses a batch that is not [rows, columns]: the kernels would read a shifted matrix without noticing.</summary>
    public static void Check(ReadOnlyMemory<float> values, int rows, int columns)
    {
        if (values.Length != (long)rows * columns)
        {
            throw new ArgumentException($"{rows} x {columns} values wanted, {values.Length} given.", nameof(values));
        }
    }
}
