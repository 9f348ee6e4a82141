using PruneOnBuild.Graph;
using PruneOnBuild.Graph.Onnx;
using PruneOnBuild.Pruning.Algebra;
using PruneOnBuild.Runtime;

namespace PruneOnBuild.Pruning.Layers;

/// <summary>
/// A node that computes y = W x + b at every position, with stored float32 weights: Conv, ConvTranspose, Gemm, MatMul. A grouped convolution
/// is one such problem for each of its groups.
/// </summary>
internal abstract class Layer(NodeProto node, string output, int groups, int inputs, int outputs, int block)
{
    public NodeProto Node { get; } = node;

    /// <summary>The value that is multiplied.</summary>
    public string Input => Node.Input[0];

    /// <summary>The value that holds y, after the bias.</summary>
    public string Output { get; } = output;

    public int Groups { get; } = groups;

    /// <summary>Input channels of all groups.</summary>
    public int Inputs { get; } = inputs;

    /// <summary>Output channels of all groups.</summary>
    public int Outputs { get; } = outputs;

    /// <summary>Rows of W for one input channel: kernel positions of a convolution, else 1.</summary>
    public int Block { get; } = block;

    /// <summary>Rows of W in one group: input channel after input channel, <see cref="Block"/> rows each.</summary>
    public int Features => Inputs / Groups * Block;

    /// <summary>Columns of W in one group.</summary>
    public int Columns => Outputs / Groups;

    /// <summary>Axis of the input along which its channels lie, counted from the front.</summary>
    public abstract int InputAxis(int rank);

    /// <summary>Axis of the output along which its channels lie, counted from the front.</summary>
    public abstract int OutputAxis(int rank);

    /// <summary>Whether W can be re-fitted with an intercept.</summary>
    public abstract bool CanHaveBias { get; }

    /// <summary>
    /// Positions at which one sample is multiplied, those of all its images where a sample holds several; 0 where the input has no whole number
    /// of rows for each sample, such as one that does not depend on samples.
    /// </summary>
    /// <param name="samples">Rows of the batch.</param>
    public int Positions(Tensor input, int samples) => Positions(input.Dims.AsSpan(), samples);

    /// <summary>The same for an input of these dimensions.</summary>
    public abstract int Positions(ReadOnlySpan<long> input, int samples);

    /// <summary>Dimensions of the output for an input.</summary>
    public abstract long[] OutputDims(ReadOnlySpan<long> input);

    /// <summary>x at some positions of every sample: [samples * positions, <see cref="Features"/>].</summary>
    public float[] Patches(Tensor input, int samples, int group, ReadOnlySpan<int> positions)
    {
        var rows = GC.AllocateUninitializedArray<float>(samples * positions.Length * Features);
        Patches(input, samples, group, positions, rows);
        return rows;
    }

    /// <summary>The same, into numbers that are there.</summary>
    public abstract void Patches(Tensor input, int samples, int group, ReadOnlySpan<int> positions, Memory<float> rows);

    /// <summary>y of some output channels at the same positions: [samples * positions, channels].</summary>
    public abstract float[] Values(Tensor output, int samples, ReadOnlySpan<int> channels, ReadOnlySpan<int> positions);

    /// <summary>The input of some samples, one image each, channels last: [count * places, <see cref="Inputs"/>].</summary>
    public abstract float[] Planes(Tensor input, int firstSample, int count);

    /// <summary>What <see cref="Patches(Tensor, int, int, ReadOnlySpan{int})"/> sees of one image of a layer of one group.</summary>
    /// <param name="input">Dimensions of the input.</param>
    public abstract Windows Windows(ReadOnlySpan<long> input);

    /// <summary>W [<see cref="Features"/>, <see cref="Columns"/>] of a group and b [1, columns] below it.</summary>
    public abstract Matrix Weights(ModelGraph model, int group);

    /// <summary>Where an element of a group's W lies in the stored weight tensor, row-major.</summary>
    public abstract int WeightAt(int group, int feature, int column);

    /// <summary>Writes W and b of all groups into a copy of the model that the layer was found in.</summary>
    /// <param name="weights">As <see cref="Weights"/> gives them, one for each group.</param>
    public abstract void Write(ModelProto model, ModelGraph of, IReadOnlyList<Matrix> weights);
}
