using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Rewrites;
using PruneOnBuild.Graph.Tensors;
using PruneOnBuild.Pruning.Algebra;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Pruning.Layers;

/// <summary>Conv over one or two axes of space: X [N, C, (H,) W], W [M, C/groups, (kH,) kW], B [M]. Patches are cut out as they are read (im2col).</summary>
internal sealed class ConvLayer : Layer
{
    private readonly int[] _kernel;
    private readonly int[] _strides;
    private readonly int[] _dilations;
    private readonly long[] _pads;
    private readonly string _autoPad;

    private ConvLayer(NodeProto node, TensorProto weight, int groups)
        : base(
            node, node.Output[0], groups, (int)weight.Dims[1] * groups, (int)weight.Dims[0],
            (int)weight.Dims.Skip(2).Aggregate(1L, (product, dim) => product * dim))
    {
        var space = weight.Dims.Count - 2;
        _kernel = Plane(weight.Dims.Skip(2), space);
        _strides = Plane(node.Ints("strides") ?? [.. Enumerable.Repeat(1L, space)], space);
        _dilations = Plane(node.Ints("dilations") ?? [.. Enumerable.Repeat(1L, space)], space);
        _pads = [.. node.Ints("pads") ?? [.. Enumerable.Repeat(0L, 2 * space)]];
        _autoPad = node.String("auto_pad", "NOTSET");
    }

    public override bool CanHaveBias => true;

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

    public override int InputAxis(int rank) => 1;

    public override int OutputAxis(int rank) => 1;

    public override int Positions(Tensor input, int samples)
    {
        var (height, width, _, _) = Geometry(input.Dims.AsSpan());
        var images = (int)input.Dims[0];
        return images % samples == 0 ? images / samples * height * width : 0;
    }

    public override long[] OutputDims(Tensor input)
    {
        var (height, width, _, _) = Geometry(input.Dims.AsSpan());
        return input.Dims.Length == 3 ? [input.Dims[0], Outputs, width] : [input.Dims[0], Outputs, height, width];
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
        Workers.Run(samples, (long)samples * places.Length * features, sample =>
        {
            var values = input.Floats();
            for (var i = 0; i < places.Length; i++)
            {
                var row = rows.Span.Slice(((sample * places.Length) + i) * features, features);
                var (image, place) = ((sample * perSample) + (places[i] / plane), places[i] % plane);
                var (y0, x0) = (((place / outWidth) * _strides[0]) - top, ((place % outWidth) * _strides[1]) - left);
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

    public override float[] Values(Tensor output, int samples, ReadOnlySpan<int> channels, ReadOnlySpan<int> positions)
    {
        var space = (int)output.Dims.Skip(2).Aggregate(1L, (product, dim) => product * dim);
        var (all, perSample) = ((int)output.Dims[1], (int)output.Dims[0] / samples);
        var y = output.Floats();
        var values = new float[samples * positions.Length * channels.Length];
        var at = 0;
        for (var sample = 0; sample < samples; sample++)
        {
            foreach (var position in positions)
            {
                var image = (sample * perSample) + (position / space);
                foreach (var channel in channels)
                {
                    values[at++] = y[(((image * all) + channel) * space) + (position % space)];
                }
            }
        }

        return values;
    }

    public override void Place(ReadOnlySpan<float> rows, int samples, Span<float> output)
    {
        var positions = rows.Length / samples / Outputs;
        for (var sample = 0; sample < samples; sample++)
        {
            var from = rows.Slice(sample * positions * Outputs, positions * Outputs);
            var to = output.Slice(sample * positions * Outputs, positions * Outputs);
            for (var position = 0; position < positions; position++)
            {
                for (var channel = 0; channel < Outputs; channel++)
                {
                    to[(channel * positions) + position] = from[(position * Outputs) + channel];
                }
            }
        }
    }

    public override void Scatter(ReadOnlySpan<float> rows, Span<float> input, ReadOnlySpan<long> dims)
    {
        var (outHeight, outWidth, top, left) = Geometry(dims);
        var (height, width) = Space(dims);
        var (plane, images) = (outHeight * outWidth, (int)dims[0]);
        var (kernelY, kernelX) = (_kernel[0], _kernel[1]);
        input.Clear();
        for (var image = 0; image < images; image++)
        {
            for (var place = 0; place < plane; place++)
            {
                var row = rows.Slice(((image * plane) + place) * Features, Features);
                var (y0, x0) = (((place / outWidth) * _strides[0]) - top, ((place % outWidth) * _strides[1]) - left);
                for (var channel = 0; channel < Inputs; channel++)
                {
                    var x = input.Slice(((image * Inputs) + channel) * height * width, height * width);
                    var at = channel * Block;
                    for (var ky = 0; ky < kernelY; ky++, at += kernelX)
                    {
                        var inY = y0 + (ky * _dilations[0]);
                        if ((uint)inY >= (uint)height)
                        {
                            continue;
                        }

                        var (from, to) = (at, inY * width);
                        for (var kx = 0; kx < kernelX; kx++)
                        {
                            var inX = x0 + (kx * _dilations[1]);
                            if ((uint)inX < (uint)width)
                            {
                                x[to + inX] += row[from + kx];
                            }
                        }
                    }
                }
            }
        }
    }

    public override Matrix Weights(ModelGraph model, int group)
    {
        var weight = TensorReader.Floats(model.Constant(Node.Input[1])!);
        var bias = Node.Input.Count > 2 && Node.Input[2].Length > 0 ? TensorReader.Floats(model.Constant(Node.Input[2])!) : null;
        var matrix = new Matrix(Features + 1, Columns);
        for (var column = 0; column < Columns; column++)
        {
            var output = (group * Columns) + column;
            for (var feature = 0; feature < Features; feature++)
            {
                matrix[feature, column] = weight[(output * Features) + feature];
            }

            matrix[Features, column] = bias?[output] ?? 0;
        }

        return matrix;
    }

    public override int WeightAt(int group, int feature, int column) => (((group * Columns) + column) * Features) + feature;

    public override void Write(ModelProto model, ModelGraph of, IReadOnlyList<Matrix> weights)
    {
        var (weight, bias) = (new float[Outputs * Features], new float[Outputs]);
        for (var output = 0; output < Outputs; output++)
        {
            var (matrix, column) = (weights[output / Columns], output % Columns);
            for (var feature = 0; feature < Features; feature++)
            {
                weight[(output * Features) + feature] = (float)matrix[feature, column];
            }

            bias[output] = (float)matrix[Features, column];
        }

        var node = StoredWeight.NodeOf(model, Node);
        node.Input[1] = StoredWeight.Put(model, $"{Output}_refit_weight", [.. of.Constant(Node.Input[1])!.Dims], weight);
        while (node.Input.Count < 3)
        {
            node.Input.Add("");
        }

        node.Input[2] = StoredWeight.Put(model, $"{Output}_refit_bias", [Outputs], bias);
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

    private static (int Height, int Width) Space(ReadOnlySpan<long> input) => input.Length == 3 ? (1, (int)input[2]) : ((int)input[2], (int)input[3]);

    /// <summary>Two axes of space; a single one becomes a plane of height 1.</summary>
    private static int[] Plane(IEnumerable<long> values, int space) =>
        [.. Enumerable.Repeat(1, 2 - space), .. values.Select(value => (int)value)];
}
