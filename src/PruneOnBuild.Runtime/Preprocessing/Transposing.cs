using System.Collections.Immutable;
using PruneOnBuild.Policy;

namespace PruneOnBuild.Runtime.Preprocessing;

/// <summary>Channels-last to channels-first, or back.</summary>
internal sealed class Transposing : IFittedStep
{
    private readonly int _rows;
    private readonly int _columns;

    private Transposing(int rows, int columns, ImmutableArray<long> dims)
    {
        _rows = rows;
        _columns = columns;
        Dims = dims;
    }

    /// <summary>Dimensions of one sample afterwards.</summary>
    public ImmutableArray<long> Dims { get; }

    /// <param name="dims">Three axes: height, width, channels, or channels, height, width.</param>
    public static Transposing Fit(ImmutableArray<long> dims, TensorLayout to) => to == TensorLayout.Nchw
        ? new Transposing((int)(dims[0] * dims[1]), (int)dims[2], [dims[2], dims[0], dims[1]])
        : new Transposing((int)dims[0], (int)(dims[1] * dims[2]), [dims[1], dims[2], dims[0]]);

    // Seen as a matrix, either way is one transpose: pixels x channels, or channels x pixels.
    public float[] Apply(float[] values, int samples)
    {
        var transposed = new float[values.Length];
        for (var sample = 0; sample < samples; sample++)
        {
            var from = values.AsSpan(sample * _rows * _columns, _rows * _columns);
            var to = transposed.AsSpan(sample * _rows * _columns, _rows * _columns);
            for (var column = 0; column < _columns; column++)
                for (var row = 0; row < _rows; row++)
                    to[column * _rows + row] = from[row * _columns + column];
        }

        return transposed;
    }
}
