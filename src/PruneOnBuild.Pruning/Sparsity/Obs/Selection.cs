namespace PruneOnBuild.Pruning.Sparsity.Obs;

/// <summary>Selection without sorting everything (Hoare 1961).</summary>
internal static class Selection
{
    /// <summary>The value that would stand at place count from the greatest down, 1 being the greatest. Changes the order of the values.</summary>
    public static double Greatest(Span<double> values, int count)
    {
        var (low, high, place) = (0, values.Length - 1, values.Length - count);
        while (low < high)
        {
            var pivot = values[low + ((high - low) / 2)];
            var (left, right) = (low, high);
            while (left <= right)
            {
                while (values[left] < pivot)
                {
                    left++;
                }

                while (values[right] > pivot)
                {
                    right--;
                }

                if (left <= right)
                {
                    (values[left], values[right]) = (values[right], values[left]);
                    left++;
                    right--;
                }
            }

            if (place <= right)
            {
                high = right;
            }
            else if (place >= left)
            {
                low = left;
            }
            else
            {
                break;
            }
        }

        return values[place];
    }
}
