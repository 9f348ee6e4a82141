using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Pruning.Layers;

/// <summary>
/// ConvTranspose over one or two axes of space: X [N, C, (H,) W], W [C, M/groups, (kH,) kW], B [M]. Each position of the output sees, through
/// each position of the kernel, at most one of the input, so it is patches times weights as well.
/// </summary>
internal sealed class ConvTransposeLayer : SpaceLayer
{
    private readonly int[] _kernel;
    private readonly int[] _strides;
    private readonly int[] _dilations;
    private readonly int[] _before;
    private readonly int[] _added;

    private ConvTransposeLayer(NodeProto node, TensorProto weight, int groups)
        : base(
            node, groups, (int)weight.Dims[0], (int)weight.Dims[1] * groups,
            (int)weight.Dims.Skip(2).Aggregate(1L, (product, dim) => product * dim))
    {
        var space = weight.Dims.Count - 2;
        int[] Attribute(string name, int absent, int count) =>
            [.. (node.Ints(name) ?? [.. Enumerable.Repeat((long)absent, count)]).Select(value => (int)value)];

        var (pads, output) = (Attribute("pads", 0, 2 * space), Attribute("output_padding", 0, space));
        _kernel = Plane(weight.Dims.Skip(2), space);
        _strides = Plane(Attribute("strides", 1, space).Select(value => (long)value), space);
        _dilations = Plane(Attribute("dilations", 1, space).Select(value => (long)value), space);
        int[] none = [.. Enumerable.Repeat(0, 2 - space)];
        _before = [.. none, .. pads[..space]];
        _added = [.. none, .. output.Select((padding, axis) => padding - pads[axis] - pads[axis + space])];
    }

    /// <summary>Null where the node is no such layer, or the size of its output is given some other way than by pads.</summary>
    public static ConvTransposeLayer? Of(NodeProto node, ModelGraph model)
    {
        if (node is not { OpType: "ConvTranspose", Domain: "" or "ai.onnx" } || !StoredWeight.IsFloat(model, node.Input[1], out var weight)
            || weight.Dims.Count is not (3 or 4) || node.Has("output_shape") || node.String("auto_pad", "NOTSET") is not ("NOTSET" or "VALID")
            || (node.Input.Count > 2 && node.Input[2].Length > 0 && !StoredWeight.IsFloat(model, node.Input[2], out _)))
        {
            return null;
        }

        return new ConvTransposeLayer(node, weight, (int)node.Int("group", 1));
    }

    public override void Patches(Tensor input, int samples, int group, ReadOnlySpan<int> positions, Memory<float> rows)
    {
        var (height, width) = Space(input.Dims.AsSpan());
        var (outHeight, outWidth) = OutputPlane(input.Dims.AsSpan());
        var (plane, perSample) = (outHeight * outWidth, (int)input.Dims[0] / samples);
        var channels = Inputs / Groups;
        var values = input.Floats();
        var to = rows.Span;
        var at = 0;
        for (var sample = 0; sample < samples; sample++)
        {
            foreach (var position in positions)
            {
                var (image, place) = ((sample * perSample) + (position / plane), position % plane);
                for (var channel = 0; channel < channels; channel++)
                {
                    var x = values.Slice(((image * Inputs) + (group * channels) + channel) * height * width, height * width);
                    for (var tap = 0; tap < Block; tap++)
                    {
                        to[at++] = Seen(place, outWidth, tap, height, width) is { } seen ? x[seen] : 0;
                    }
                }
            }
        }
    }

    public override Windows Windows(ReadOnlySpan<long> input)
    {
        var ((height, width), (outHeight, outWidth)) = (Space(input), OutputPlane(input));
        return new Windows(outHeight * outWidth, Block, height * width, (position, tap) => Seen(position, outWidth, tap, height, width));
    }

    public override int WeightAt(int group, int feature, int column) =>
        (((((group * Inputs / Groups) + (feature / Block)) * Columns) + column) * Block) + (feature % Block);

    protected override (int Height, int Width) OutputPlane(ReadOnlySpan<long> input)
    {
        var (height, width) = Space(input);
        int Spread(int size, int axis) => ((size - 1) * _strides[axis]) + ((_kernel[axis] - 1) * _dilations[axis]) + 1 + _added[axis];
        return (Spread(height, 0), Spread(width, 1));
    }

    /// <summary>Where in the input's plane a position of the output looks through one of the kernel; null: nowhere.</summary>
    private int? Seen(int place, int outWidth, int tap, int height, int width) =>
        Along(place / outWidth, tap / _kernel[1], 0, height) is { } y && Along(place % outWidth, tap % _kernel[1], 1, width) is { } x
            ? (y * width) + x : null;

    private int? Along(int output, int tap, int axis, int size)
    {
        var (at, rest) = Math.DivRem(output + _before[axis] - (tap * _dilations[axis]), _strides[axis]);
        return rest == 0 && at >= 0 && at < size ? at : null;
    }
}
