using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Shapes;

namespace PruneOnBuild.Pruning.Swaps;

/// <summary>The pads of a convolution in numbers, whatever its auto_pad.</summary>
internal static class ConvPads
{
    /// <summary>Those before each axis, then those behind; null where they depend on a size that is not known.</summary>
    public static long[]? Of(NodeProto node, long[] kernel, long[] strides, long[] dilations, TensorShape? input)
    {
        var axes = kernel.Length;
        var mode = node.String("auto_pad", "NOTSET");
        if (mode is "NOTSET" or "")
        {
            return node.Ints("pads")?.ToArray() ?? new long[2 * axes];
        }

        var pads = new long[2 * axes];
        if (mode == "VALID")
        {
            return pads;
        }

        if (input is null || input.Rank != axes + 2)
        {
            return null;
        }

        for (var axis = 0; axis < axes; axis++)
        {
            if (!input[axis + 2].IsKnown)
            {
                return null;
            }

            var size = input[axis + 2].Value;
            var steps = (size + strides[axis] - 1) / strides[axis];
            var total = Math.Max(0, ((steps - 1) * strides[axis]) + (dilations[axis] * (kernel[axis] - 1)) + 1 - size);
            var less = total / 2;
            (pads[axis], pads[axis + axes]) = mode == "SAME_UPPER" ? (less, total - less) : (total - less, less);
        }

        return pads;
    }
}
