using System.Text;

namespace PruneOnBuild.Kernels.OnnxRuntime;

/// <summary>A node whose output's shape the runtime asks for while it loads a model.</summary>
internal readonly unsafe struct OrtShapeContext(OrtApi api, void* context)
{
    private const int IntAttribute = 1;
    private const int IntsAttribute = 2;
    private const int MostNumbers = 4;

    /// <summary>The extents of an input: a number, or -1 and a name, or -1 and no name. Empty where nothing is known.</summary>
    public ShapeExtent[] Input(int index)
    {
        if (index >= api.Count(OrtFunction.ShapeInferContextGetInputCount, context))
            return [];
        // Belongs to the context.
        var shape = api.Get(OrtFunction.ShapeInferContextGetInputTypeShape, context, index);
        int rank = api.Count(OrtFunction.GetDimensionsCount, shape);
        var dims = new long[rank];
        var names = new nint[rank];
        fixed (long* dim = dims)
        fixed (nint* name = names)
        {
            api.Dims(shape, dim, rank);
            api.Check(((delegate* unmanaged<void*, nint*, nuint, void*>)api.Functions[OrtFunction.GetSymbolicDimensions])(shape, name, (nuint)rank));
        }
        return [.. dims.Zip(names, ShapeExtent.Of)];
    }

    /// <summary>Null where the attribute is absent or makes no sense: the kernel will say so.</summary>
    public int[]? Ints(string attribute, bool isList = true)
    {
        fixed (byte* name = Encoding.UTF8.GetBytes(attribute + '\0'))
        {
            void* found = null;
            if (!Succeeds(((delegate* unmanaged<void*, byte*, void**, void*>)api.Functions[OrtFunction.ShapeInferContextGetAttribute])(context, name, &found)))
                return null;
            var values = stackalloc long[MostNumbers];
            nuint size = 0;
            if (!Succeeds(((delegate* unmanaged<void*, int, void*, nuint, nuint*, void*>)api.Functions[OrtFunction.ReadOpAttribute])(
                found, isList ? IntsAttribute : IntAttribute, values, MostNumbers * sizeof(long), &size)))
                return null;
            var read = new ReadOnlySpan<long>(values, (int)size / sizeof(long)).ToArray();
            return read.All(OrtKernelInfo.IsSize) ? Array.ConvertAll(read, value => (int)value) : null;
        }
    }

    public void SetOutput(ReadOnlySpan<ShapeExtent> extents)
    {
        var shape = Create();
        try
        {
            var dims = new long[extents.Length];
            var names = new nint[extents.Length];
            for (int axis = 0; axis < extents.Length; axis++)
                (dims[axis], names[axis]) = (extents[axis].Number, extents[axis].NameCopy());
            fixed (long* dim = dims)
            fixed (nint* name = names)
            {
                api.Check(((delegate* unmanaged<void*, int, void*>)api.Functions[OrtFunction.SetTensorElementType])(shape, OperatorCallbacks.Floats));
                api.Check(((delegate* unmanaged<void*, long*, nuint, void*>)api.Functions[OrtFunction.SetDimensions])(shape, dim, (nuint)dims.Length));
                api.Check(((delegate* unmanaged<void*, nint*, nuint, void*>)api.Functions[OrtFunction.SetSymbolicDimensions])(shape, name, (nuint)dims.Length));
            }
            Array.ForEach(names, System.Runtime.InteropServices.Marshal.FreeCoTaskMem);
            api.Check(((delegate* unmanaged<void*, nuint, void*, void*>)api.Functions[OrtFunction.ShapeInferContextSetOutputTypeShape])(context, 0, shape));
        }
        finally
        {
            api.Release(OrtFunction.ReleaseTensorTypeAndShapeInfo, shape);
        }
    }

    private bool Succeeds(void* status)
    {
        if (status == null)
            return true;
        api.Release(OrtFunction.ReleaseStatus, status);
        return false;
    }

    private void* Create()
    {
        void* shape;
        api.Check(((delegate* unmanaged<void**, void*>)api.Functions[OrtFunction.CreateTensorTypeAndShapeInfo])(&shape));
        return shape;
    }
}
