using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Graph.Tensors;
using PruneOnBuild.Pruning.Algebra;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Pruning.Layers;

/// <summary>Gemm or MatMul with a stored right operand: X [..., K], W [K, N] or transposed [N, K]; b of Gemm, or of the Add behind a MatMul.</summary>
internal sealed class LinearLayer : Layer
{
    private readonly bool _transposed;
    private readonly (NodeProto Node, int Input)? _bias;

    private LinearLayer(NodeProto node, string output, TensorProto weight, bool transposed, (NodeProto Node, int Input)? bias)
        : base(node, output, 1, (int)weight.Dims[transposed ? 1 : 0], (int)weight.Dims[transposed ? 0 : 1], 1)
    {
        _transposed = transposed;
        _bias = bias;
    }

    public override bool CanHaveBias => _bias is not null;

    /// <summary>Null where the node is no such layer.</summary>
    public static LinearLayer? Of(NodeProto node, ModelGraph model)
    {
        if (node.Domain is not ("" or "ai.onnx") || node.Input.Count < 2 || !StoredWeight.IsFloat(model, node.Input[1], out var weight) || weight.Dims.Count != 2)
        {
            return null;
        }

        switch (node.OpType)
        {
            case "Gemm":
                var isPlain = node.Int("transA", 0) == 0 && node.Float("alpha", 1) == 1 && node.Float("beta", 1) == 1;
                var hasBias = node.Input.Count > 2 && node.Input[2].Length > 0;
                var isTransposed = node.Int("transB", 0) != 0;
                return isPlain && (!hasBias || (StoredWeight.IsFloat(model, node.Input[2], out var bias) && IsForAllRows(bias, weight.Dims[isTransposed ? 0 : 1])))
                    ? new LinearLayer(node, node.Output[0], weight, isTransposed, (node, 2)) : null;
            case "MatMul":
                var add = AddBehind(node, model, weight.Dims[1]);
                return new LinearLayer(node, add?.Node.Output[0] ?? node.Output[0], weight, transposed: false, add);
            default:
                return null;
        }
    }

    public override int InputAxis(int rank) => rank - 1;

    public override int OutputAxis(int rank) => rank - 1;

    public override int Positions(ReadOnlySpan<long> input, int samples) =>
        Rows(input) is var rows && rows % samples == 0 ? rows / samples : 0;

    public override long[] OutputDims(ReadOnlySpan<long> input) => [.. input[..^1], Outputs];

    public override void Patches(Tensor input, int samples, int group, ReadOnlySpan<int> positions, Memory<float> rows) =>
        Rows(input, samples, [.. Enumerable.Range(0, Inputs)], positions, rows.Span);

    public override float[] Values(Tensor output, int samples, ReadOnlySpan<int> channels, ReadOnlySpan<int> positions)
    {
        var rows = new float[samples * positions.Length * channels.Length];
        Rows(output, samples, channels, positions, rows);
        return rows;
    }

    public override float[] Planes(Tensor input, int firstSample, int count)
    {
        var perSample = input.Length / (int)input.Dims[0];
        return input.Floats().Slice(firstSample * perSample, count * perSample).ToArray();
    }

    public override Windows Windows(ReadOnlySpan<long> input)
    {
        var perImage = Rows(input[1..]);
        return new Windows(perImage, 1, perImage, (position, _) => position);
    }

    public override Matrix Weights(ModelGraph model, int group)
    {
        var weight = TensorReader.Floats(model.Constant(Node.Input[1])!);
        var bias = BiasOf(model);
        var matrix = new Matrix(Inputs + 1, Outputs);
        for (var output = 0; output < Outputs; output++)
        {
            for (var input = 0; input < Inputs; input++)
            {
                matrix[input, output] = weight[_transposed ? (output * Inputs) + input : (input * Outputs) + output];
            }

            matrix[Inputs, output] = bias.Length == 0 ? 0 : bias[bias.Length == 1 ? 0 : output];
        }

        return matrix;
    }

    public override int WeightAt(int group, int feature, int column) =>
        _transposed ? (column * Inputs) + feature : (feature * Outputs) + column;

    public override void Write(ModelProto model, ModelGraph of, IReadOnlyList<Matrix> weights)
    {
        var (matrix, weight, bias) = (weights[0], new float[Inputs * Outputs], new float[Outputs]);
        for (var output = 0; output < Outputs; output++)
        {
            for (var input = 0; input < Inputs; input++)
            {
                weight[_transposed ? (output * Inputs) + input : (input * Outputs) + output] = (float)matrix[input, output];
            }

            bias[output] = (float)matrix[Inputs, output];
        }

        StoredWeight.NodeOf(model, Node).Input[1] =
            StoredWeight.Put(model, $"{Output}_refit_weight", [.. of.Constant(Node.Input[1])!.Dims], weight);
        if (_bias is not var (holder, place))
        {
            return;
        }

        var node = StoredWeight.NodeOf(model, holder);
        while (node.Input.Count <= place)
        {
            node.Input.Add("");
        }

        node.Input[place] = StoredWeight.Put(model, $"{Output}_refit_bias", [Outputs], bias);
    }

    private static int Rows(ReadOnlySpan<long> input)
    {
        var rows = 1L;
        foreach (var dim in input[..^1])
        {
            rows *= dim;
        }

        return (int)rows;
    }

    private float[] BiasOf(ModelGraph model) =>
        _bias is var (holder, place) && holder.Input.Count > place && holder.Input[place].Length > 0
            ? TensorReader.Floats(model.Constant(holder.Input[place])!) : [];

    private static void Rows(Tensor tensor, int samples, ReadOnlySpan<int> channels, ReadOnlySpan<int> positions, Span<float> rows)
    {
        var all = (int)tensor.Dims[^1];
        var perSample = tensor.Length / all / samples;
        var values = tensor.Floats();
        var at = 0;
        for (var sample = 0; sample < samples; sample++)
        {
            foreach (var position in positions)
            {
                foreach (var channel in channels)
                {
                    rows[at++] = values[(((sample * perSample) + position) * all) + channel];
                }
            }
        }
    }

    /// <summary>One number for each output, or one for all of them, and not others for other rows.</summary>
    private static bool IsForAllRows(TensorProto bias, long width) =>
        bias.Dims.SkipLast(1).All(dim => dim == 1) && (bias.Dims.Count == 0 || bias.Dims[^1] == width || bias.Dims[^1] == 1);

    /// <summary>The only reader of the product, where it adds a stored vector [N].</summary>
    private static (NodeProto Node, int Input)? AddBehind(NodeProto node, ModelGraph model, long width)
    {
        if (model.OnlyUseOf(node.Output[0]) is not { Node.OpType: "Add" } use)
        {
            return null;
        }

        var other = 1 - use.Input;
        return StoredWeight.IsFloat(model, use.Node.Input[other], out var bias) && bias.Dims.Count == 1 && bias.Dims[0] == width
            ? (use.Node, other) : null;
    }
}
