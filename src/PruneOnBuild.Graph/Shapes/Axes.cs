namespace PruneOnBuild.Graph.Shapes;

/// <summary>Axes as ONNX writes them: negative ones count from the end.</summary>
public static class Axes
{
    /// <summary>The axis counted from the front; null where the rank has no such axis.</summary>
    public static int? Normal(long axis, int rank) => axis >= -rank && axis < rank ? (int)(axis < 0 ? axis + rank : axis) : null;

    /// <summary>The axes counted from the front, in their order; null where one does not exist or comes twice.</summary>
    public static int[]? Normal(IEnumerable<long> axes, int rank)
    {
        var normal = axes.Select(axis => Normal(axis, rank)).ToArray();
        return normal.Contains(null) || normal.Distinct().Count() < normal.Length
            ? null : [.. normal.Select(axis => axis!.Value)];
    }
}
