using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Tensors;
using PruneOnBuild.Pruning.Algebra;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Pruning.Layers;

/// <summary>A layer over one or two axes of space: X [N, C, (H,) W], b [M], Y [N, M, (H',) W'].</summary>
internal abstract class SpaceLayer(NodeProto node, int groups, int inputs, int outputs, int block)
    : Layer(node, node.Output[0], groups, inputs, outputs, block)
{
    public override bool CanHaveBias => true;

    public override int InputAxis(int rank) => 1;

    public override int OutputAxis(int rank) => 1;

    public override int Positions(ReadOnlySpan<long> input, int samples)
    {
        var (height, width) = OutputPlane(input);
        var images = (int)input[0];
        return images % samples == 0 ? images / samples * height * width : 0;
    }

    public override long[] OutputDims(ReadOnlySpan<long> input)
    {
        var (height, width) = OutputPlane(input);
        return input.Length == 3 ? [input[0], Outputs, width] : [input[0], Outputs, height, width];
    }

    public override float[] Values(Tensor output, int samples, ReadOnlySpan<int> channels, ReadOnlySpan<int> positions)
    {
        var space = (int)output.Dims.Skip(2).Aggregate(1L, (product, dim) => product * dim);
        var (all, perSample) = ((int)output.Dims[1], (int)output.Dims[0] / samples);
        var y = output.Floats();
        var values = GC.AllocateUninitializedArray<float>(samples * positions.Length * channels.Length);
        for (var (sample, row) = (0, 0); sample < samples; sample++)
        {
            foreach (var position in positions)
            {
                // All channels of one place.
                var place = y[((((sample * perSample) + (position / space)) * all * space) + (position % space))..];
                var to = values.AsSpan(row, channels.Length);
                row += channels.Length;
                for (var i = 0; i < to.Length; i++)
                {
                    to[i] = place[channels[i] * space];
                }
            }
        }

        return values;
    }

    public override float[] Planes(Tensor input, int firstSample, int count)
    {
        var (height, width) = Space(input.Dims.AsSpan());
        var plane = height * width;
        var planes = GC.AllocateUninitializedArray<float>(count * plane * Inputs);
        for (var sample = 0; sample < count; sample++)
        {
            for (var channel = 0; channel < Inputs; channel++)
            {
                var from = input.Floats().Slice((((firstSample + sample) * Inputs) + channel) * plane, plane);
                for (var (place, at) = (0, (sample * plane * Inputs) + channel); place < from.Length; place++, at += Inputs)
                {
                    planes[at] = from[place];
                }
            }
        }

        return planes;
    }

    public override Matrix Weights(ModelGraph model, int group)
    {
        var weight = TensorReader.Floats(model.Constant(Node.Input[1])!);
        var bias = Node.Input.Count > 2 && Node.Input[2].Length > 0 ? TensorReader.Floats(model.Constant(Node.Input[2])!) : null;
        var matrix = new Matrix(Features + 1, Columns);
        for (var column = 0; column < Columns; column++)
        {
            for (var feature = 0; feature < Features; feature++)
            {
                matrix[feature, column] = weight[WeightAt(group, feature, column)];
            }

            matrix[Features, column] = bias?[(group * Columns) + column] ?? 0;
        }

        return matrix;
    }

    public override void Write(ModelProto model, ModelGraph of, IReadOnlyList<Matrix> weights)
    {
        var (weight, bias) = (new float[Outputs * Features], new float[Outputs]);
        for (var output = 0; output < Outputs; output++)
        {
            var (group, column) = (output / Columns, output % Columns);
            for (var feature = 0; feature < Features; feature++)
            {
                weight[WeightAt(group, feature, column)] = (float)weights[group][feature, column];
            }

            bias[output] = (float)weights[group][Features, column];
        }

        var node = StoredWeight.NodeOf(model, Node);
        node.Input[1] = StoredWeight.Put(model, $"{Output}_refit_weight", [.. of.Constant(Node.Input[1])!.Dims], weight);
        while (node.Input.Count < 3)
        {
            node.Input.Add("");
        }

        node.Input[2] = StoredWeight.Put(model, $"{Output}_refit_bias", [Outputs], bias);
    }

    /// <summary>Size of the output for an input of these dimensions; a single axis is a plane of height 1.</summary>
    protected abstract (int Height, int Width) OutputPlane(ReadOnlySpan<long> input);

    protected static (int Height, int Width) Space(ReadOnlySpan<long> input) => input.Length == 3 ? (1, (int)input[2]) : ((int)input[2], (int)input[3]);

    /// <summary>Two axes of space; a single one becomes a plane of height 1.</summary>
    protected static int[] Plane(IEnumerable<long> values, int space) =>
        [.. Enumerable.Repeat(1, 2 - space), .. values.Select(value => (int)value)];
}
