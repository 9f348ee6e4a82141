namespace PruneOnBuild.Pruning.Algebra;

/// <summary>A dense matrix of float64, stored row after row. Made for up to about 5,000 x 5,000 (200 MB).</summary>
internal sealed class Matrix
{
    /// <summary>All zeros.</summary>
    public Matrix(int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        (Rows, Columns, Values) = (rows, columns, new double[checked(rows * columns)]);
    }

    /// <summary>Takes over the values, [rows, columns] in row-major order.</summary>
    public Matrix(int rows, int columns, double[] values)
    {
        if (values.Length != rows * columns)
        {
            throw new ArgumentException($"{rows} x {columns} values wanted, {values.Length} given.", nameof(values));
        }

        (Rows, Columns, Values) = (rows, columns, values);
    }

    public int Rows { get; }

    public int Columns { get; }

    /// <summary>Element (i, j) is at i * Columns + j.</summary>
    public double[] Values { get; }

    public double this[int row, int column]
    {
        get => Row(row)[column];
        set => Row(row)[column] = value;
    }

    public static Matrix Identity(int size)
    {
        var identity = new Matrix(size, size);
        for (var i = 0; i < size; i++)
        {
            identity[i, i] = 1;
        }

        return identity;
    }

    public Span<double> Row(int row) => Values.AsSpan(row * Columns, Columns);

    public Matrix Clone() => new(Rows, Columns, [.. Values]);

    /// <summary>The sum of two matrices of one size.</summary>
    public Matrix Plus(Matrix other)
    {
        var sum = new double[Values.Length];
        for (var i = 0; i < sum.Length; i++)
        {
            sum[i] = Values[i] + other.Values[i];
        }

        return new Matrix(Rows, Columns, sum);
    }

    /// <summary>The rows and columns listed, in the order listed; an index may come twice.</summary>
    public Matrix Pick(ReadOnlySpan<int> rows, ReadOnlySpan<int> columns)
    {
        var picked = new Matrix(rows.Length, columns.Length);
        for (var i = 0; i < rows.Length; i++)
        {
            var from = Row(rows[i]);
            var to = picked.Row(i);
            for (var j = 0; j < columns.Length; j++)
            {
                to[j] = from[columns[j]];
            }
        }

        return picked;
    }

    /// <summary>The rows listed, whole.</summary>
    public Matrix PickRows(ReadOnlySpan<int> rows)
    {
        var picked = new Matrix(rows.Length, Columns);
        for (var i = 0; i < rows.Length; i++)
        {
            Row(rows[i]).CopyTo(picked.Row(i));
        }

        return picked;
    }

    public double[] Diagonal()
    {
        var diagonal = new double[Math.Min(Rows, Columns)];
        for (var i = 0; i < diagonal.Length; i++)
        {
            diagonal[i] = this[i, i];
        }

        return diagonal;
    }

    public Window Whole => new(this, 0, 0, Rows, Columns);
}
