using System.Runtime.InteropServices;

namespace PruneOnBuild.Kernels.OnnxRuntime;

/// <summary>What the runtime calls. No exception may leave these: each becomes a status that reaches the caller of the session.</summary>
internal static unsafe class OperatorCallbacks
{
    /// <summary>ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT.</summary>
    public const int Floats = 1;

    /// <summary>ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT8.</summary>
    public const int Bytes = 2;

    private const int Required = 0;
    private const int Optional = 1;

    public static OrtCustomOp Table => new()
    {
        Version = OrtApi.Version,
        GetName = &Name,
        GetExecutionProviderType = &Provider,
        GetInputType = &InputType,
        GetInputTypeCount = &InputCount,
        GetOutputType = &OutputType,
        GetOutputTypeCount = &OutputCount,
        GetInputCharacteristic = &InputCharacteristic,
        GetOutputCharacteristic = &OutputCharacteristic,
        GetInputMemoryType = &InputMemory,
        CreateKernelV2 = &Create,
        KernelComputeV2 = &Compute,
        KernelDestroy = &Destroy,
        InferOutputShape = &InferShape,
    };

    [UnmanagedCallersOnly]
    private static byte* Name(SparseOperator* self) => self->Name;

    // Null: the CPU.
    [UnmanagedCallersOnly]
    private static byte* Provider(SparseOperator* self) => null;

    [UnmanagedCallersOnly]
    private static int InputType(SparseOperator* self, nuint index) => index == OperatorInputs.Weights ? Bytes : Floats;

    [UnmanagedCallersOnly]
    private static nuint InputCount(SparseOperator* self) => (nuint)OperatorInputs.Count(self->Kind);

    [UnmanagedCallersOnly]
    private static int OutputType(SparseOperator* self, nuint index) => Floats;

    [UnmanagedCallersOnly]
    private static nuint OutputCount(SparseOperator* self) => 1;

    [UnmanagedCallersOnly]
    private static int InputCharacteristic(SparseOperator* self, nuint index) => index <= OperatorInputs.Weights ? Required : Optional;

    [UnmanagedCallersOnly]
    private static int OutputCharacteristic(SparseOperator* self, nuint index) => Required;

    // OrtMemTypeDefault.
    [UnmanagedCallersOnly]
    private static int InputMemory(SparseOperator* self, nuint index) => 0;

    [UnmanagedCallersOnly]
    private static void* Create(SparseOperator* self, void** functions, void* info, void** kernel)
    {
        *kernel = null;
        var api = SparseOperators.ApiOf(functions);
        var node = new OrtKernelInfo(api, info);
        try
        {
            SparseKernel made = self->Kind == OperatorKind.Conv ? new ConvKernel(node) : new MatMulKernel(node);
            *kernel = (void*)GCHandle.ToIntPtr(GCHandle.Alloc(made));
            return null;
        }
        catch (Exception error)
        {
            return api.Status(error, $"{Marshal.PtrToStringUTF8((nint)self->Name)} '{node.Name}': ");
        }
    }

    [UnmanagedCallersOnly]
    private static void* Compute(void* kernel, void* context)
    {
        var sparse = (SparseKernel)GCHandle.FromIntPtr((nint)kernel).Target!;
        try
        {
            sparse.Compute(context);
            return null;
        }
        catch (Exception error)
        {
            return sparse.Api.Status(error);
        }
    }

    [UnmanagedCallersOnly]
    private static void Destroy(void* kernel)
    {
        if (kernel == null)
            return;
        var handle = GCHandle.FromIntPtr((nint)kernel);
        ((SparseKernel)handle.Target!).Dispose();
        handle.Free();
    }

    [UnmanagedCallersOnly]
    private static void* InferShape(SparseOperator* self, void* context)
    {
        var api = new OrtApi(self->Api);
        try
        {
            OutputShape.Infer(new OrtShapeContext(api, context), self->Kind);
            return null;
        }
        catch (Exception error)
        {
            return api.Status(error, $"{Marshal.PtrToStringUTF8((nint)self->Name)}: ");
        }
    }
}
