using System.Collections.Immutable;

namespace PruneOnBuild.Graph.Shapes;

/// <summary>
/// The multidirectional broadcasting of ONNX: shapes are aligned at their last axis, and an extent of 1 stretches.
/// </summary>
public static class Broadcasting
{
    /// <summary>The common extents, or null where two known extents cannot meet.</summary>
    public static ImmutableArray<Dim>? Of(ImmutableArray<Dim> a, ImmutableArray<Dim> b)
    {
        var result = new Dim[Math.Max(a.Length, b.Length)];
        for (var i = 1; i <= result.Length; i++)
        {
            var left = i <= a.Length ? a[^i] : 1;
            var right = i <= b.Length ? b[^i] : 1;
            if (left.Differs(right) && !left.Is(1) && !right.Is(1)) return null;
            result[^i] = Of(left, right);
        }
        return [.. result];
    }

    private static Dim Of(Dim a, Dim b)
    {
        if (a.Is(1) || a.Same(b)) return b;
        if (b.Is(1)) return a;
        // A number other than 1 wins over what only a run tells: that must be the same number, or 1.
        return a.IsKnown ? a : b.IsKnown ? b : Dim.Unknown;
    }
}
