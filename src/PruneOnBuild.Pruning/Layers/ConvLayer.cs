using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Pruning.Algebra;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Pruning.Layers;

/// <summary>Conv over one or two axes of space: X [N, C, (H,) W], W [M, C/groups, (kH,) kW], B [M]. Patches are cut out as they are read (im2col).</summary>
internal sealed class ConvLayer : SpaceLayer
{
    /// <summary>The width of most kernels.</summary>
    private const int Three = 3;

    private readonly int[] _kernel;
    private readonly int[] _strides;
    private readonly int[] _dilations;
    private readonly long[] _pads;
    private readonly string _autoPad;

    private ConvLayer(NodeProto node, TensorProto weight, int groups)
        : base(
            node, groups, (int)weight.Dims[1] * groups, (int)weight.Dims[0],
            (int)weight.Dims.Skip(2).Aggregate(1L, (product, dim) => product * dim))
    {
        var space = weight.Dims.Count - 2;
        _kernel = Plane(weight.Dims.Skip(2), space);
        _strides = Plane(node.Ints("strides") ?? [.. Enumerable.Repeat(1L, space)], space);
        _dilations = Plane(node.Ints("dilations") ?? [.. Enumerable.Repeat(1L, space)], space);
        _pads = [.. node.Ints("pads") ?? [.. Enumerable.Repeat(0L, 2 * space)]];
        _autoPad = node.String("auto_pad", "NOTSET");
    }

    /// <summary>Null where the node is no such layer.</summary>
    public static ConvLayer? Of(NodeProto node, ModelGraph model)
    {
        if (node is not { OpType: "Conv", Domain: "" or "ai.onnx" } || !StoredWeight.IsFloat(model, node.Input[1], out var weight)
            || weight.Dims.Count is not (3 or 4)
            || (node.Input.Count > 2 && node.Input[2].Length > 0 && !StoredWeight.IsFloat(model, node.Input[2], out _)))
        {
            return null;
        }

        return new ConvLayer(node, weight, (int)node.Int("group", 1));
    }

    public override void Patches(Tensor input, int samples, int group, ReadOnlySpan<int> positions, Memory<float> rows)
    {
        var (outHeight, outWidth, top, left) = Geometry(input.Dims.AsSpan());
        var (height, width) = Space(input.Dims.AsSpan());
        var (plane, perSample) = (outHeight * outWidth, (int)input.Dims[0] / samples);
        var channels = Inputs / Groups;
        var (first, features) = (group * channels, Features);
        var places = positions.ToArray();
        var (kernelY, kernelX, isClose) = (_kernel[0], _kernel[1], _dilations[1] == 1);
        var isOfThrees = isClose && kernelX == Three && _dilations[0] == 1;
        Workers.Run(samples, (long)samples * places.Length * features, [MethodImpl(MethodImplOptions.AggressiveOptimization)] (sample) =>
        {
            var values = input.Floats();
            for (var i = 0; i < places.Length; i++)
            {
                var row = rows.Span.Slice(((sample * places.Length) + i) * features, features);
                var (image, place) = ((sample * perSample) + (places[i] / plane), places[i] % plane);
                var (y0, x0) = (((place / outWidth) * _strides[0]) - top, ((place % outWidth) * _strides[1]) - left);
                if (isOfThrees && y0 >= 0 && y0 + kernelY <= height && x0 >= 0 && x0 + Three <= width)
                {
                    CopyThrees(values[((((image * Inputs) + first) * height * width) + (y0 * width) + x0)..], height * width, width, kernelY, row);
                    continue;
                }

                for (var channel = 0; channel < channels; channel++)
                {
                    var x = values.Slice(((image * Inputs) + first + channel) * height * width, height * width);
                    var at = channel * Block;
                    for (var ky = 0; ky < kernelY; ky++, at += kernelX)
                    {
                        var inY = y0 + (ky * _dilations[0]);
                        var to = row.Slice(at, kernelX);
                        if ((uint)inY >= (uint)height)
                        {
                            to.Clear();
                        }
                        else if (isClose && x0 >= 0 && x0 + kernelX <= width)
                        {
                            var from = x.Slice((inY * width) + x0, kernelX);
                            for (var kx = 0; kx < to.Length; kx++)
                            {
                                to[kx] = from[kx];
                            }
                        }
                        else
                        {
                            for (var kx = 0; kx < to.Length; kx++)
                            {
                                var inX = x0 + (kx * _dilations[1]);
                                to[kx] = (uint)inX < (uint)width ? x[(inY * width) + inX] : 0;
                            }
                        }
                    }
                }
            }
        });
    }

    public override Windows Windows(ReadOnlySpan<long> input)
    {
        var (outHeight, outWidth, top, left) = Geometry(input);
        var (height, width) = Space(input);
        return new Windows(outHeight * outWidth, Block, height * width, (position, tap) =>
        {
            var y = (position / outWidth * _strides[0]) - top + (tap / _kernel[1] * _dilations[0]);
            var x = (position % outWidth * _strides[1]) - left + (tap % _kernel[1] * _dilations[1]);
            return (uint)y < (uint)height && (uint)x < (uint)width ? (y * width) + x : null;
        });
    }

    public override int WeightAt(int group, int feature, int column) => (((group * Columns) + column) * Features) + feature;

    protected override (int Height, int Width) OutputPlane(ReadOnlySpan<long> input)
    {
        var (height, width, _, _) = Geometry(input);
        return (height, width);
    }

    /// <summary>Size of the output's plane, and what is padded above and to the left.</summary>
    private (int Height, int Width, int Top, int Left) Geometry(ReadOnlySpan<long> input)
    {
        var (height, width) = Space(input);
        var (outHeight, top) = Slide(height, 0);
        var (outWidth, left) = Slide(width, 1);
        return (outHeight, outWidth, top, left);
    }

    private (int Size, int Before) Slide(int size, int axis)
    {
        var reach = ((_kernel[axis] - 1) * _dilations[axis]) + 1;
        if (_autoPad is "SAME_UPPER" or "SAME_LOWER")
        {
            var count = (size + _strides[axis] - 1) / _strides[axis];
            var total = Math.Max(0, ((count - 1) * _strides[axis]) + reach - size);
            return (count, _autoPad == "SAME_UPPER" ? total / 2 : total - (total / 2));
        }

        var space = _pads.Length / 2;
        var own = axis - (2 - space);
        var (before, after) = own < 0 || _autoPad == "VALID" ? (0, 0) : ((int)_pads[own], (int)_pads[own + space]);
        return (((size + before + after - reach) / _strides[axis]) + 1, before);
    }

    /// <summary>
    /// A patch of a kernel three wide that lies inside the image. Four numbers are moved at once, one too many: the next three overwrite it, and
    /// only the last three, which nothing follows, are moved alone.
    /// </summary>
    /// <param name="image">From the patch's first number on.</param>
    /// <param name="plane">Numbers of one channel.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyThrees(ReadOnlySpan<float> image, int plane, int width, int kernelY, Span<float> row)
    {
        var (channels, last) = (row.Length / (kernelY * Three), row.Length - Three);
        var end = ((channels - 1) * plane) + ((kernelY - 1) * width);

        // The slice checks the bounds once for all.
        ref var from = ref MemoryMarshal.GetReference(image[..(end + Three)]);
        ref var to = ref MemoryMarshal.GetReference(row);
        for (var (channel, at) = (0, 0); channel < channels; channel++)
        {
            for (var (ky, x) = (0, channel * plane); ky < kernelY && at < last; ky++, at += Three, x += width)
            {
                Vector128.LoadUnsafe(ref from, (nuint)x).StoreUnsafe(ref to, (nuint)at);
            }
        }

        image.Slice(end, Three).CopyTo(row[last..]);
    }
}
