namespace PruneOnBuild.Kernels.OnnxRuntime;

/// <summary>A tensor of floats that a node is computed from.</summary>
internal readonly unsafe struct OrtTensor
{
    private const int MostAxes = 16;

    private readonly Axes _dims;

    private OrtTensor(float* data, int rank, in Axes dims)
    {
        Data = data;
        Rank = rank;
        _dims = dims;
    }

    public float* Data { get; }

    public int Rank { get; }

    public long this[int axis] => _dims[axis];

    public static OrtTensor Input(OrtApi api, void* context, int index)
    {
        var tensor = api.Get(OrtFunction.KernelContextGetInput, context, index);
        if (tensor == null)
            throw new OrtFailure($"input {index} is missing");
        var shape = api.Get(OrtFunction.GetTensorTypeAndShape, tensor);
        try
        {
            int rank = api.Count(OrtFunction.GetDimensionsCount, shape);
            if (rank > MostAxes)
                throw new OrtFailure($"input {index} has {rank} axes, more than {MostAxes}");
            Axes dims = default;
            api.Dims(shape, (long*)&dims, rank);
            return new OrtTensor((float*)api.Data(tensor), rank, dims);
        }
        finally
        {
            api.Release(OrtFunction.ReleaseTensorTypeAndShapeInfo, shape);
        }
    }

    public void CopyDims(Span<long> dims) => ((ReadOnlySpan<long>)_dims)[..dims.Length].CopyTo(dims);

    public override string ToString() => $"[{string.Join(',', ((ReadOnlySpan<long>)_dims)[..Rank].ToArray())}]";

    [System.Runtime.CompilerServices.InlineArray(MostAxes)]
    private struct Axes
    {
        private long _first;
    }
}
