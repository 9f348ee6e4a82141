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
        Axes dims = default;
        int rank = api.IsRecent ? ReadShape(api, tensor, ref dims) : CopyShape(api, tensor, ref dims);
        return new OrtTensor((float*)api.Data(tensor), rank, dims);
    }

    private static int ReadShape(OrtApi api, void* tensor, ref Axes dims)
    {
        int type;
        long* shape;
        nuint rank;
        api.Check(((delegate* unmanaged<void*, int*, long**, nuint*, void*>)api.Functions[OrtFunction.GetTensorElementTypeAndShapeDataReference])(
            tensor, &type, &shape, &rank));
        new ReadOnlySpan<long>(shape, Served((long)rank)).CopyTo(dims);
        return (int)rank;
    }

    private static int CopyShape(OrtApi api, void* tensor, ref Axes dims)
    {
        var shape = api.Get(OrtFunction.GetTensorTypeAndShape, tensor);
        try
        {
            int rank = Served(api.Count(OrtFunction.GetDimensionsCount, shape));
            fixed (Axes* first = &dims)
                api.Dims(shape, (long*)first, rank);
            return rank;
        }
        finally
        {
            api.Release(OrtFunction.ReleaseTensorTypeAndShapeInfo, shape);
        }
    }

    private static int Served(long rank) => rank <= MostAxes ? (int)rank : throw new OrtFailure($"an input has {rank} axes, more than {MostAxes}");

    public void CopyDims(Span<long> dims) => ((ReadOnlySpan<long>)_dims)[..dims.Length].CopyTo(dims);

    public override string ToString() => $"[{string.Join(',', ((ReadOnlySpan<long>)_dims)[..Rank].ToArray())}]";

    [System.Runtime.CompilerServices.InlineArray(MostAxes)]
    private struct Axes
    {
        private long _first;
    }
}
