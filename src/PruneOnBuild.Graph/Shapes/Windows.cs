using System.Collections.Immutable;
using PruneOnBuild.Graph.Onnx;

namespace PruneOnBuild.Graph.Shapes;

/// <summary>How many places a sliding window takes along each spatial axis (convolution, pooling), and the reverse.</summary>
public static class Windows
{
    /// <summary>
    /// floor or ceiling of (extent + pads - dilated kernel) / stride, plus 1; unknown where attributes do not fit the rank.
    /// </summary>
    /// <param name="spatial">Extents of the spatial axes.</param>
    /// <param name="kernel">Extents of the window.</param>
    /// <param name="ceiling">Pooling's ceil_mode; windows that would start in the padding at the end are dropped.</param>
    public static ImmutableArray<Dim> Slide(NodeProto node, ImmutableArray<Dim> spatial, ImmutableArray<Dim> kernel,
        bool ceiling = false)
    {
        var rank = spatial.Length;
        if (Settings.Of(node, rank) is not { } settings) return [.. Enumerable.Repeat(Dim.Unknown, rank)];
        return [.. spatial.Select((extent, axis) => Slide(settings, extent, kernel[axis], axis, ceiling))];
    }

    /// <summary>
    /// The extents that a transposed convolution makes: (extent - 1) * stride + dilated kernel + output_padding - pads. The
    /// automatic pads of SAME cut that down to extent * stride, but never add.
    /// </summary>
    public static ImmutableArray<Dim> Spread(NodeProto node, ImmutableArray<Dim> spatial, ImmutableArray<Dim> kernel)
    {
        var rank = spatial.Length;
        var wanted = node.Ints("output_shape");
        if (wanted?.Count == rank) return [.. wanted.Select(extent => (Dim)extent)];
        // Some files state batch and channels too.
        if (wanted?.Count == rank + 2) return [.. wanted.Skip(2).Select(extent => (Dim)extent)];
        var extra = node.Ints("output_padding") ?? new long[rank];
        if (Settings.Of(node, rank) is not { } settings || extra.Count != rank || wanted is { Count: > 0 })
            return [.. Enumerable.Repeat(Dim.Unknown, rank)];
        return [.. spatial.Select((extent, axis) =>
        {
            var natural = (extent - 1) * settings.Strides[axis] + Dilated(kernel[axis], settings, axis) + extra[axis];
            return settings.IsSame ? Least(natural, extent * settings.Strides[axis]) : natural - settings.Padding(axis);
        })];
    }

    private static Dim Slide(Settings settings, Dim extent, Dim kernel, int axis, bool ceiling)
    {
        var stride = settings.Strides[axis];
        // The specification and ONNX Runtime disagree on dilated windows here.
        if (settings.IsSame) return settings.Dilations[axis] == 1 || kernel.Is(1) ? extent.DivideCeiling(stride) : Dim.Unknown;
        var room = extent + settings.Padding(axis) - Dilated(kernel, settings, axis);
        // A window larger than its room still takes one place, within one stride: runtimes divide towards zero.
        var places = (ceiling ? room.DivideCeiling(stride) : room.IsKnown ? room.Value / stride : room.DivideFloor(stride)) + 1;
        if (places.IsKnown && places.Value <= 0) return Dim.Unknown;
        if (!ceiling || stride == 1) return places;
        if (!places.IsKnown || !extent.IsKnown) return Dim.Unknown;
        return (places.Value - 1) * stride >= extent.Value + settings.Pads[axis] ? places - 1 : places;
    }

    private static Dim Least(Dim a, Dim b) => (a - b).IsNonNegative ? b : (b - a).IsNonNegative ? a : Dim.Unknown;

    private static Dim Dilated(Dim kernel, Settings settings, int axis) => (kernel - 1) * settings.Dilations[axis] + 1;

    /// <param name="Pads">Begin of every axis, then end of every axis.</param>
    private sealed record Settings(bool IsSame, IReadOnlyList<long> Strides, IReadOnlyList<long> Dilations,
        IReadOnlyList<long> Pads)
    {
        public Dim Padding(int axis) => (Dim)Pads[axis] + Pads[axis + Pads.Count / 2];

        /// <summary>null where the lists do not fit the rank or make no sense.</summary>
        public static Settings? Of(NodeProto node, int rank)
        {
            var strides = node.Ints("strides") is { Count: > 0 } given ? given : Ones(rank);
            var dilations = node.Ints("dilations") is { Count: > 0 } spread ? spread : Ones(rank);
            var mode = node.String("auto_pad", "NOTSET");
            var pads = mode is "NOTSET" or "" && node.Ints("pads") is { Count: > 0 } explicitly ? explicitly : new long[2 * rank];
            if (strides.Count != rank || dilations.Count != rank || pads.Count != 2 * rank) return null;
            return strides.Any(stride => stride <= 0)
                ? null : new(mode is "SAME_UPPER" or "SAME_LOWER", strides, dilations, pads);
        }

        private static long[] Ones(int rank) => [.. Enumerable.Repeat(1L, rank)];
    }
}
