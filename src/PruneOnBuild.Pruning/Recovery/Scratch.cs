using PruneOnBuild.Pruning.Algebra;

namespace PruneOnBuild.Pruning.Recovery;

/// <summary>
/// Room for intermediate values of one thread, used again for pieces of the same size: the same megabytes stay in its caches, and the garbage
/// collector has nothing to do.
/// </summary>
internal sealed class Scratch
{
    private readonly Dictionary<(string Use, int Length), float[]> _floats = [];

    /// <summary>A matrix in float32, row-major.</summary>
    public float[] Floats(string use, Matrix matrix)
    {
        var floats = Floats(use, matrix.Values.Length);
        for (var i = 0; i < floats.Length; i++)
        {
            floats[i] = (float)matrix.Values[i];
        }

        return floats;
    }

    /// <summary>Numbers that hold what their last use left.</summary>
    public float[] Floats(string use, int length) =>
        _floats.TryGetValue((use, length), out var found) ? found : _floats[(use, length)] = new float[length];
}
