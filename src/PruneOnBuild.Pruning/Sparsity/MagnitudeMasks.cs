using PruneOnBuild.Policy;

namespace PruneOnBuild.Pruning.Sparsity;

/// <summary>Chooses the weights of least magnitude, within a pattern. A mask holds true where the weight stays.</summary>
internal static class MagnitudeMasks
{
    /// <summary>
    /// One mask per weight, as long as its values; null where the weight stays dense, because it cannot take the pattern, or because a goal
    /// below that of a pattern n:m is met without it.
    /// </summary>
    public static IReadOnlyList<bool[]?> Choose(
        IReadOnlyList<SparseWeight> weights, SparsityPattern pattern, double sparsity, Allocation allocation) => pattern switch
        {
            SparsityPattern.NOfM nm => NOfM(weights, nm, sparsity, allocation),
            SparsityPattern.Block block => Blocks(weights, block.Rows, block.Columns, sparsity, allocation),
            _ => Blocks(weights, 1, 1, sparsity, allocation),
        };

    private static List<bool[]?> NOfM(
        IReadOnlyList<SparseWeight> weights, SparsityPattern.NOfM pattern, double sparsity, Allocation allocation)
    {
        var masks = weights.Select(weight => NOfM(weight, pattern.N, pattern.M)).ToList();
        if (allocation == Allocation.Layer || sparsity >= pattern.Share)
        {
            return masks;
        }

        var able = Enumerable.Range(0, masks.Count).Where(i => masks[i] is not null).ToList();
        var taken = PatternLayers.Choose(
            able.ConvertAll(i => (masks[i]!.LongCount(stays => !stays), Lost(weights[i].Values, masks[i]!))),
            sparsity * able.Sum(i => (double)weights[i].Values.Length));
        for (var i = 0; i < able.Count; i++)
        {
            masks[able[i]] = taken[i] ? masks[able[i]] : null;
        }

        return masks;
    }

    private static double Lost(float[] values, bool[] stays)
    {
        var lost = 0.0;
        for (var i = 0; i < values.Length; i++)
        {
            lost += stays[i] ? 0 : Math.Abs(values[i]);
        }

        return lost;
    }

    /// <summary>Of every M consecutive weights along the input channels the N largest stay; null where M does not divide the channels.</summary>
    private static bool[]? NOfM(SparseWeight weight, int n, int m)
    {
        var (size, stride) = (weight.Size(weight.InputAxis), weight.Stride(weight.InputAxis));
        if (size % m != 0)
        {
            return null;
        }

        var mask = new bool[weight.Values.Length];
        var order = new int[m];
        for (var first = 0; first < mask.Length; first++)
        {
            if (first / stride % size % m != 0)
            {
                continue;
            }

            for (var i = 0; i < m; i++)
            {
                order[i] = first + (i * stride);
            }

            // Stable: of equal weights the earlier stays, so that the mask is the same everywhere.
            foreach (var index in order.OrderByDescending(index => Math.Abs(weight.Values[index])).Take(n))
            {
                mask[index] = true;
            }
        }

        return mask;
    }

    /// <summary>Blocks of rows x columns (output x input channels) stay or go whole; their worth is the sum of magnitudes.</summary>
    private static IReadOnlyList<bool[]?> Blocks(
        IReadOnlyList<SparseWeight> weights, int rows, int columns, double sparsity, Allocation allocation)
    {
        var grids = weights
            .Select(weight => weight.Size(weight.OutputAxis) % rows == 0 && weight.Size(weight.InputAxis) % columns == 0
                ? new BlockGrid(weight, rows, columns)
                : null)
            .ToList();
        var worths = grids.Select(grid => grid?.Worths() ?? []).ToList();
        var kept = allocation == Allocation.Global
            ? LeastMagnitude.KeepAcross(worths, sparsity)
            : [.. worths.Select(worth => LeastMagnitude.KeepAcross([worth], sparsity)[0])];
        return [.. grids.Select((grid, i) => grid?.Spread(kept[i]))];
    }
}
