using System.Runtime.InteropServices;

namespace PruneOnBuild.Kernels.OnnxRuntime;

/// <summary>What ONNX Runtime's <c>OrtGetApiBase</c> gives: two functions.</summary>
internal readonly unsafe struct OrtApiBase(nint functions)
{
    private void** Functions => (void**)functions;

    /// <summary>The table of a version; null where the runtime is older. Versions are those of the runtime without the leading "1.".</summary>
    public void** Api(uint version) => ((delegate* unmanaged<uint, void**>)Functions[0])(version);

    /// <summary>The runtime's version, such as 1.29.0.</summary>
    public string VersionText => Marshal.PtrToStringUTF8((nint)((delegate* unmanaged<byte*>)Functions[1])()) ?? "";
}
