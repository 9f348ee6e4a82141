using System.Runtime.InteropServices;

namespace PruneOnBuild.Kernels.OnnxRuntime;

/// <summary>The runtime's structure of the same name: an operator as a table of its callbacks. What stays null is not used.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct OrtCustomOp
{
    public uint Version;
    public void* CreateKernel;
    public delegate* unmanaged<SparseOperator*, byte*> GetName;
    public delegate* unmanaged<SparseOperator*, byte*> GetExecutionProviderType;
    public delegate* unmanaged<SparseOperator*, nuint, int> GetInputType;
    public delegate* unmanaged<SparseOperator*, nuint> GetInputTypeCount;
    public delegate* unmanaged<SparseOperator*, nuint, int> GetOutputType;
    public delegate* unmanaged<SparseOperator*, nuint> GetOutputTypeCount;
    public void* KernelCompute;
    public delegate* unmanaged<void*, void> KernelDestroy;
    public delegate* unmanaged<SparseOperator*, nuint, int> GetInputCharacteristic;
    public delegate* unmanaged<SparseOperator*, nuint, int> GetOutputCharacteristic;
    public delegate* unmanaged<SparseOperator*, nuint, int> GetInputMemoryType;
    public void* GetVariadicInputMinArity;
    public void* GetVariadicInputHomogeneity;
    public void* GetVariadicOutputMinArity;
    public void* GetVariadicOutputHomogeneity;
    public delegate* unmanaged<SparseOperator*, void**, void*, void**, void*> CreateKernelV2;
    public delegate* unmanaged<void*, void*, void*> KernelComputeV2;
    public delegate* unmanaged<SparseOperator*, void*, void*> InferOutputShape;
    public void* GetStartVersion;
    public void* GetEndVersion;
    public void* GetMayInplace;
    public void* ReleaseMayInplace;
    public void* GetAliasMap;
    public void* ReleaseAliasMap;
}
