using System.Collections.Immutable;
using PruneOnBuild.Graph.Channels;
using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Graph.Operators;

/// <summary>
/// Every axis resized by a scale (rounded down) or to a size. Upsample and Resize of opset 10 hold scales alone.
/// </summary>
internal sealed class Resize : Operator
{
    public override ImmutableArray<string> Types => ["Resize", "Upsample"];

    public override void InferShapes(ShapeContext node)
    {
        if (node.Input(0) is not { } x) return;
        var isNew = node.Node.OpType == "Resize" && node.Opset >= 11;
        var dims = isNew && node.HasInput(3) && !IsEmpty(node, 3) ? Sized(node, x) : Scaled(node, x, isNew ? 2 : 1);
        node.SetOutput(0, x.ElementType, dims ?? [.. Enumerable.Repeat(Dim.Unknown, x.Rank)]);
    }

    private static bool IsEmpty(ShapeContext node, int input) => node.Input(input) is { Rank: 1 } shape && shape[0].Is(0);

    private static Dim[]? Scaled(ShapeContext node, TensorShape x, int input)
    {
        IReadOnlyList<double>? scales = node.HasInput(input)
            ? node.Value(input) is { Reals.IsDefault: false } value ? value.Reals : null
            : node.Node.Floats("scales")?.Select(scale => (double)scale).ToArray();
        if (scales is null || AxesOf(node, x.Rank) is not { } axes || scales.Count != axes.Length) return null;
        // Cropping scales the region of interest, not the whole.
        if (node.Node.String("coordinate_transformation_mode", "") == "tf_crop_and_resize") return null;
        var dims = x.Dims.ToArray();
        for (var i = 0; i < axes.Length; i++) dims[axes[i]] = Scale(x[axes[i]], (float)scales[i]);
        return dims;
    }

    private static Dim Scale(Dim dim, float scale)
    {
        // In single precision, as runtimes multiply.
        if (dim.IsKnown) return scale > 0 && dim.Value * scale < 1L << 53 ? (long)(dim.Value * scale) : Dim.Unknown;
        return scale > 0 && scale < 1 << 24 && MathF.Truncate(scale) == scale ? dim * (long)scale : Dim.Unknown;
    }

    private static Dim[]? Sized(ShapeContext node, TensorShape x)
    {
        if (node.Value(3)?.Entries is not { } sizes || AxesOf(node, x.Rank) is not { } axes || sizes.Length != axes.Length)
            return null;
        var policy = node.Node.String("keep_aspect_ratio_policy", "stretch");
        var dims = x.Dims.ToArray();
        if (policy == "stretch")
        {
            for (var i = 0; i < axes.Length; i++) dims[axes[i]] = sizes[i];
            return dims;
        }
        if (axes.Any(axis => !dims[axis].IsKnown || dims[axis].Value == 0) || sizes.Any(size => !size.IsKnown)
            || axes.Length == 0)
            return null;
        var scales = axes.Select((axis, i) => (float)sizes[i].Value / dims[axis].Value).ToArray();
        var scale = policy == "not_larger" ? scales.Min() : scales.Max();
        foreach (var axis in axes) dims[axis] = (long)Math.Round(scale * dims[axis].Value, MidpointRounding.AwayFromZero);
        return dims;
    }

    private static int[]? AxesOf(ShapeContext node, int rank) =>
        node.Node.Ints("axes") is { } axes ? Axes.Normal(axes, rank) : [.. Enumerable.Range(0, rank)];

    /// <summary>Axes that keep their size hand on their channels.</summary>
    public override void RelateAxes(AxisContext node)
    {
        if (node.InputShape(0) is not { } x || node.OutputShape(0) is not { } output) return;
        CarriedAxes.Where(node, axis => x[axis].Same(output[axis]));
    }

    /// <summary>Sizes of cut axes are written anew; scales stay.</summary>
    public override void Cut(CutContext node)
    {
        if (node.Opset < 11 || node.InputShape(3) is not { Rank: 1 } length || !length[0].IsKnown || length[0].Value == 0) return;
        var kept = node.KeptSizes(0);
        var axes = node.Dense.Ints("axes") is { } named ? Axes.Normal(named, kept.Length)! : [.. Enumerable.Range(0, kept.Length)];
        node.ReplaceEntries(3, [.. axes.Select(axis => kept[axis])]);
    }
}
