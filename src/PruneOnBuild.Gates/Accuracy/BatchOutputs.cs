using System.Collections.Immutable;
using PruneOnBuild.Runtime;
using TensorElementType = Microsoft.ML.OnnxRuntime.Tensors.TensorElementType;

namespace PruneOnBuild.Gates.Accuracy;

/// <summary>The judged outputs of one model for one batch, as float32 and sample by sample.</summary>
internal sealed class BatchOutputs
{
    private readonly ImmutableArray<Tensor> _tensors;
    private readonly int _rows;

    /// <param name="tensors">Of numbers; as many values for each row.</param>
    public BatchOutputs(IReadOnlyList<Tensor> tensors, int rows)
    {
        _tensors = [.. tensors.Select(AsFloats)];
        _rows = rows;
    }

    public SampleOutput Sample(int row) => new(this, row);

    public ReadOnlySpan<float> Values(int output, int row)
    {
        var length = _tensors[output].Length / _rows;
        return _tensors[output].Floats().Slice(row * length, length);
    }

    /// <summary>Of one sample: without the batch's axis where there is one.</summary>
    public ImmutableArray<long> Dims(int output)
    {
        var dims = _tensors[output].Dims;
        return dims.Length > 0 && dims[0] == _rows ? dims.RemoveAt(0)
            : _rows == 1 ? dims
            : [_tensors[output].Length / _rows];
    }

    // Once for the batch, not once for each sample.
    private static Tensor AsFloats(Tensor tensor) => tensor.ElementType == TensorElementType.Float
        ? tensor
        : Tensor.Of(tensor.Floats().ToArray(), tensor.Dims.AsSpan());
}
