namespace PruneOnBuild.Kernels.OnnxRuntime;

/// <summary>What ONNX Runtime's <c>OrtGetApiBase</c> gives; its layout is the runtime's.</summary>
internal unsafe struct OrtApiBase
{
    public delegate* unmanaged<uint, void**> GetApi;
    public delegate* unmanaged<byte*> GetVersionString;
}
