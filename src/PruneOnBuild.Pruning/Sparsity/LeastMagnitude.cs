namespace PruneOnBuild.Pruning.Sparsity;

/// <summary>Removes a share of all entries, least first.</summary>
internal static class LeastMagnitude
{
    /// <summary>
    /// Exactly round(share x entries) of all entries together go, those of least worth; of equal ones those that come first, so that the
    /// answer is the same everywhere. Worths are at least 0.
    /// </summary>
    public static IReadOnlyList<bool[]> KeepAcross(IReadOnlyList<float[]> worths, double share)
    {
        var sorted = worths.SelectMany(worth => worth).ToArray();
        Array.Sort(sorted);
        var remove = (int)Math.Round(share * sorted.Length);
        if (remove == 0)
        {
            return [.. worths.Select(worth => Array.ConvertAll(worth, _ => true))];
        }

        var threshold = sorted[remove - 1];
        var equalsToRemove = remove - CountBelow(sorted, threshold);
        return [.. worths.Select(worth => Array.ConvertAll(worth, value => value > threshold || (value == threshold && equalsToRemove-- <= 0)))];
    }

    private static int CountBelow(float[] sorted, float value)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = sorted[middle] < value ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
