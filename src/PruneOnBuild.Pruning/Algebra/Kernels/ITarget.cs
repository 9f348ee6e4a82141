namespace PruneOnBuild.Pruning.Algebra.Kernels;

/// <summary>What a product is added to.</summary>
internal interface ITarget<T>
    where T : unmanaged
{
    int Rows { get; }

    int Columns { get; }

    /// <summary>Adds factor * values to the elements of a row that begin at a column.</summary>
    void Add(int row, int column, ReadOnlySpan<T> values, double factor);
}
