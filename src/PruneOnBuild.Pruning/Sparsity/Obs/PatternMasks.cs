using PruneOnBuild.Policy;
using PruneOnBuild.Pruning.Layers;

namespace PruneOnBuild.Pruning.Sparsity.Obs;

/// <summary>Where zeros may lie in W [features, outputs] of one group of a layer: units that stay or go whole, and sets that units compete in.</summary>
internal sealed class PatternMasks
{
    private readonly int[] _unitOf;
    private readonly int _units;
    private readonly int[][]? _sets;
    private readonly int _stay;

    private PatternMasks(int[] unitOf, int units, int[][]? sets, int stay) => (_unitOf, _units, _sets, _stay) = (unitOf, units, sets, stay);

    /// <summary>Null where the layer's channels do not divide into the pattern.</summary>
    public static PatternMasks? Of(Layer layer, SparsityPattern pattern)
    {
        var channels = layer.Inputs / layer.Groups;
        return pattern switch
        {
            SparsityPattern.NOfM nm => channels % nm.M == 0 ? new(Singles(layer), layer.Features * layer.Columns, Sets(layer, nm.M), nm.N) : null,
            SparsityPattern.Block block => channels % block.Columns == 0 && layer.Columns % block.Rows == 0 ? Blocks(layer, block) : null,
            _ => Unstructured(layer.Features, layer.Columns),
        };
    }

    /// <summary>Every weight by itself.</summary>
    public static PatternMasks Unstructured(int features, int outputs) =>
        new([.. Enumerable.Range(0, features * outputs)], features * outputs, null, 0);

    /// <summary>The mask of greatest worth: true where a weight stays.</summary>
    /// <param name="worth">At least 0, [features * outputs].</param>
    /// <param name="sparsity">Share of the weights that go; n:m has its own.</param>
    public bool[] Best(double[] worth, double sparsity)
    {
        var worths = new double[_units];
        for (var i = 0; i < worth.Length; i++)
        {
            worths[_unitOf[i]] += worth[i];
        }

        var stays = _sets is null ? Greatest(worths, _units - (int)Math.Round(sparsity * _units)) : GreatestOfEach(worths);
        return Array.ConvertAll(_unitOf, unit => stays[unit]);
    }

    private static bool[] Greatest(double[] worths, int count)
    {
        var stays = new bool[worths.Length];
        if (count == 0)
        {
            return stays;
        }

        // Of equal worths the earlier stays, so that the mask is the same everywhere.
        var least = Selection.Greatest([.. worths], count);
        var equals = count - worths.Count(worth => worth > least);
        for (var i = 0; i < worths.Length; i++)
        {
            stays[i] = worths[i] > least || (worths[i] == least && equals-- > 0);
        }

        return stays;
    }

    private bool[] GreatestOfEach(double[] worths)
    {
        var stays = new bool[worths.Length];
        foreach (var set in _sets!)
        {
            for (var stay = 0; stay < _stay; stay++)
            {
                var best = -1;
                foreach (var unit in set)
                {
                    best = !stays[unit] && (best < 0 || worths[unit] > worths[best]) ? unit : best;
                }

                stays[best] = true;
            }
        }

        return stays;
    }

    private static int[] Singles(Layer layer) => [.. Enumerable.Range(0, layer.Features * layer.Columns)];

    /// <summary>Sets of M consecutive input channels at one kernel position of one output.</summary>
    private static int[][] Sets(Layer layer, int size)
    {
        var sets = new List<int[]>();
        for (var first = 0; first < layer.Features; first++)
        {
            if (first / layer.Block % size == 0)
            {
                sets.AddRange(Enumerable.Range(0, layer.Columns).Select(column =>
                    Enumerable.Range(0, size).Select(i => ((first + (i * layer.Block)) * layer.Columns) + column).ToArray()));
            }
        }

        return [.. sets];
    }

    private static PatternMasks Blocks(Layer layer, SparsityPattern.Block block)
    {
        var unitOf = new int[layer.Features * layer.Columns];
        var across = layer.Columns / block.Rows;
        for (var i = 0; i < unitOf.Length; i++)
        {
            var (feature, column) = (i / layer.Columns, i % layer.Columns);
            var (channel, position) = (feature / layer.Block, feature % layer.Block);
            unitOf[i] = (((channel / block.Columns * layer.Block) + position) * across) + (column / block.Rows);
        }

        return new(unitOf, unitOf.Length / (block.Rows * block.Columns), null, 0);
    }
}
