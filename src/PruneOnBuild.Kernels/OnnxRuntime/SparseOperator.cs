using System.Runtime.InteropServices;

namespace PruneOnBuild.Kernels.OnnxRuntime;

/// <summary>One of our operators as the runtime holds it: its structure, and behind it what our callbacks want to know.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct SparseOperator
{
    public OrtCustomOp Callbacks;
    public OperatorKind Kind;
    public byte* Name;

    /// <summary>The functions that the shape inference uses, which is not handed any.</summary>
    public void** Api;

    /// <summary>In memory of its own that is never freed: sessions may use it until the process ends.</summary>
    public static SparseOperator* Create(OperatorKind kind, OrtApi api)
    {
        var made = (SparseOperator*)NativeMemory.AllocZeroed((nuint)sizeof(SparseOperator));
        made->Callbacks = OperatorCallbacks.Table;
        made->Kind = kind;
        made->Name = (byte*)Marshal.StringToCoTaskMemUTF8(kind == OperatorKind.Conv ? SparseOperators.Conv : SparseOperators.MatMul);
        made->Api = api.Functions;
        return made;
    }
}
