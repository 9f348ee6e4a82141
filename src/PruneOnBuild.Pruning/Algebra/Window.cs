using PruneOnBuild.Pruning.Algebra.Kernels;

namespace PruneOnBuild.Pruning.Algebra;

/// <summary>A rectangle of a matrix, seen and changed in place.</summary>
internal readonly record struct Window(Matrix Matrix, int FirstRow, int FirstColumn, int Rows, int Columns)
    : ITarget<float>, ITarget<double>
{
    public Span<double> Row(int row) => Matrix.Values.AsSpan(At(row, 0), Columns);

    public void Add(int row, int column, ReadOnlySpan<float> values, double factor) =>
        Vectors.AddScaled(Row(row).Slice(column, values.Length), values, factor);

    public void Add(int row, int column, ReadOnlySpan<double> values, double factor) =>
        Vectors.AddScaled(Row(row).Slice(column, values.Length), values, factor);

    public Window Part(int firstRow, int firstColumn, int rows, int columns) =>
        new(Matrix, FirstRow + firstRow, FirstColumn + firstColumn, rows, columns);

    /// <summary>The window as the left factor of a product (or, transposed, as the right one): its rows are lanes.</summary>
    public Operand<double> ByRows => new(Matrix.Values, At(0, 0), Across: Matrix.Columns, Along: 1);

    /// <summary>The window as the right factor of a product (or, transposed, as the left one): its columns are lanes.</summary>
    public Operand<double> ByColumns => new(Matrix.Values, At(0, 0), Across: 1, Along: Matrix.Columns);

    private int At(int row, int column) => ((FirstRow + row) * Matrix.Columns) + FirstColumn + column;
}
