using PruneOnBuild.Graph;

namespace PruneOnBuild.Pruning.Sparsity;

/// <summary>Writes zeros into constants; every other weight keeps its bits.</summary>
internal static class ZeroWriter
{
    /// <param name="masks">By constant: true where a weight stays.</param>
    public static ModelGraph Write(ModelGraph dense, IReadOnlyDictionary<string, bool[]> masks)
    {
        var pruned = dense.Proto.Clone();
        WeightWriter.Change(pruned, masks.Keys.ToHashSet(), (name, values) => Zeroed(values, masks[name]));
        return new ModelGraph(pruned, dense.Path);
    }

    private static float[] Zeroed(float[] values, bool[] mask)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = mask[i] ? values[i] : 0;
        }

        return values;
    }
}
