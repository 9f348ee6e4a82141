using PruneOnBuild.Pruning.Algebra;

namespace PruneOnBuild.Pruning.Recovery;

/// <summary>
/// Room for intermediate values of one thread, used again for pieces of the same size: the same megabytes stay in its caches, and the garbage
/// collector has nothing to do.
/// </summary>
internal sealed class Scratch
{
    private readonly Dictionary<(string Use, int Length), float[]> _floats = [];
    private readonly Dictionary<(string Use, int Rows, int Columns), Matrix> _matrices = [];

    /// <summary>Numbers that hold what their last use left.</summary>
    public float[] Floats(string use, int length) =>
        _floats.TryGetValue((use, length), out var found) ? found : _floats[(use, length)] = new float[length];

    /// <summary>A matrix that holds what its last use left.</summary>
    public Matrix Matrix(string use, int rows, int columns) =>
        _matrices.TryGetValue((use, rows, columns), out var found) ? found : _matrices[(use, rows, columns)] = new Matrix(rows, columns);
}
