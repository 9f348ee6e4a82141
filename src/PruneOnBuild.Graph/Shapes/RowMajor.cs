namespace PruneOnBuild.Graph.Shapes;

/// <summary>Places in row-major tensors.</summary>
public static class RowMajor
{
    public static int[] Strides(IReadOnlyList<long> dims)
    {
        var strides = new int[dims.Count];
        var stride = 1;
        for (var axis = dims.Count - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= (int)dims[axis];
        }
        return strides;
    }

    /// <summary>For each place of a tensor, in order, what <paramref name="map"/> makes of its coordinates.</summary>
    public static IEnumerable<T> Select<T>(IReadOnlyList<long> dims, Func<long[], T> map)
    {
        var at = new long[dims.Count];
        for (var left = dims.Aggregate(1L, (product, dim) => product * dim); left > 0; left--)
        {
            yield return map(at);
            for (var axis = dims.Count - 1; axis >= 0 && ++at[axis] == dims[axis]; axis--) at[axis] = 0;
        }
    }

    /// <summary>The place that coordinates of a broadcast result have in one operand (aligned at the last axis).</summary>
    public static int Broadcast(IReadOnlyList<long> operand, int[] strides, long[] at)
    {
        var place = 0;
        var offset = at.Length - operand.Count;
        for (var axis = 0; axis < operand.Count; axis++)
        {
            if (operand[axis] != 1) place += strides[axis] * (int)at[axis + offset];
        }
        return place;
    }
}
