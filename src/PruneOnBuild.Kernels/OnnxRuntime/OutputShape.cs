namespace PruneOnBuild.Kernels.OnnxRuntime;

/// <summary>The shape of an operator's output while a model is loaded, told where it is known in full: without it the runtime would
/// leave fusions behind the node undone.</summary>
internal static class OutputShape
{
    public static void Infer(in OrtShapeContext node, OperatorKind kind)
    {
        var x = node.Input(OperatorInputs.X);
        if (x.Length == 0 || Outputs(node) is not { } outputs)
            return;
        ShapeExtent[]? y = kind == OperatorKind.MatMul ? [.. x[..^1], outputs] : Conv(node, x, outputs);
        if (y is not null && y.All(extent => extent.CanBeTold))
            node.SetOutput(y);
    }

    private static ShapeExtent? Outputs(in OrtShapeContext node) =>
        node.Ints(ConvAttributes.Outputs, isList: false) is [var outputs] ? ShapeExtent.Of(outputs) : null;

    private static ShapeExtent[]? Conv(in OrtShapeContext node, ShapeExtent[] x, ShapeExtent outputs)
    {
        if (node.Ints(ConvAttributes.KernelShape) is not { } kernel || kernel.Length != x.Length - 2 || kernel.Length is not (1 or 2)
            || x[2..].Any(extent => !extent.IsKnown))
            return null;
        int[] ones = [1, 1], none = [0, 0, 0, 0];
        int axes = kernel.Length;
        var strides = node.Ints(ConvAttributes.Strides) ?? ones[..axes];
        var dilations = node.Ints(ConvAttributes.Dilations) ?? ones[..axes];
        var pads = node.Ints(ConvAttributes.Pads) ?? none[..(2 * axes)];
        if (strides.Length != axes || dilations.Length != axes || pads.Length != 2 * axes)
            return null;

        var geometry = ConvAttributes.Of(kernel, strides, dilations, pads, groups: 1);
        int height = axes == 1 ? 1 : checked((int)x[2].Number), width = checked((int)x[^1].Number);
        if (!geometry.Fits(height, width))
            return null;
        (height, width) = (geometry.OutputHeight(height), geometry.OutputWidth(width));
        if (node.Ints(ConvAttributes.PoolShape) is { } window)
        {
            var poolStrides = node.Ints(ConvAttributes.PoolStrides) ?? ones;
            if (axes == 1 || window.Length != 2 || poolStrides.Length != 2)
                return null;
            var pooling = ConvAttributes.Pooling(window, poolStrides);
            if (!pooling.Fits(height, width))
                return null;
            (height, width) = (pooling.OutputHeight(height), pooling.OutputWidth(width));
        }
        return axes == 1 ? [x[0], outputs, ShapeExtent.Of(width)] : [x[0], outputs, ShapeExtent.Of(height), ShapeExtent.Of(width)];
    }
}
