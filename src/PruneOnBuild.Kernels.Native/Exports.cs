using System.Runtime.InteropServices;
using PruneOnBuild.Kernels.OnnxRuntime;

namespace PruneOnBuild.Kernels.Native;

/// <summary>What the native library shows.</summary>
public static class Exports
{
    /// <summary>The name and form that ONNX Runtime's RegisterCustomOpsLibrary and RegisterCustomOpsLibrary_V2 look for.</summary>
    /// <param name="sessionOptions"><c>OrtSessionOptions*</c></param>
    /// <param name="apiBase"><c>const OrtApiBase*</c></param>
    /// <returns><c>OrtStatus*</c>; null where all is well.</returns>
    [UnmanagedCallersOnly(EntryPoint = "RegisterCustomOps")]
    public static nint RegisterCustomOps(nint sessionOptions, nint apiBase) => SparseOperators.TryRegister(sessionOptions, apiBase);
}
