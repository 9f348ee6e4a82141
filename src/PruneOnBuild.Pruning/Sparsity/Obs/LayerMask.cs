using PruneOnBuild.Pruning.Algebra;
using PruneOnBuild.Pruning.Layers;

namespace PruneOnBuild.Pruning.Sparsity.Obs;

/// <summary>
/// Masks as a layer's W [features, outputs] lies, group by group, and as its weight tensor does; and W without the row of its bias.
/// True where a weight stays.
/// </summary>
internal static class LayerMask
{
    public static bool[] Full(Layer layer)
    {
        var kept = new bool[layer.Features * layer.Columns];
        Array.Fill(kept, true);
        return kept;
    }

    /// <summary>From the tensor's elements to one group's W.</summary>
    public static bool[] Of(bool[] mask, Layer layer, int part)
    {
        var kept = new bool[layer.Features * layer.Columns];
        for (var i = 0; i < kept.Length; i++)
        {
            kept[i] = mask[layer.WeightAt(part, i / layer.Columns, i % layer.Columns)];
        }

        return kept;
    }

    /// <summary>From W of all groups to the tensor's elements.</summary>
    public static bool[] Join(Layer layer, IReadOnlyList<bool[]> parts)
    {
        var mask = new bool[layer.Groups * layer.Features * layer.Columns];
        for (var part = 0; part < parts.Count; part++)
        {
            for (var i = 0; i < parts[part].Length; i++)
            {
                mask[layer.WeightAt(part, i / layer.Columns, i % layer.Columns)] = parts[part][i];
            }
        }

        return mask;
    }

    /// <summary>W over its bias with zeros in W where the mask says.</summary>
    public static Matrix Zeroed(Matrix weights, bool[] kept)
    {
        var zeroed = weights.Clone();
        for (var i = 0; i < kept.Length; i++)
        {
            zeroed.Values[i] = kept[i] ? zeroed.Values[i] : 0;
        }

        return zeroed;
    }

    /// <summary>W alone.</summary>
    public static Matrix Features(Matrix weights) => weights.PickRows([.. Enumerable.Range(0, weights.Rows - 1)]);

    /// <summary>Squares of W's elements.</summary>
    public static double[] Squares(Matrix weights) => Array.ConvertAll(Features(weights).Values, value => value * value);
}
