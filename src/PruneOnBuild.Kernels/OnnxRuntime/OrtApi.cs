using System.Runtime.InteropServices;

namespace PruneOnBuild.Kernels.OnnxRuntime;

/// <summary>ONNX Runtime's table of C functions. Calls that fail throw <see cref="OrtFailure"/>.</summary>
/// <param name="isRecent">Whether the runtime is of <see cref="RecentVersion"/> or later.</param>
internal readonly unsafe struct OrtApi(void** functions, bool isRecent = false)
{
    /// <summary>ONNX Runtime 1.17, the first whose operators can infer shapes and use the session's threads.</summary>
    public const uint Version = 17;

    /// <summary>ONNX Runtime 1.24, the first that lets kernels read the session's configuration, and shapes without copies.</summary>
    public const uint RecentVersion = 24;

    public void** Functions => functions;

    public bool IsRecent => isRecent;

    public void Check(void* status)
    {
        if (status == null)
            return;
        int code = ((delegate* unmanaged<void*, int>)functions[OrtFunction.GetErrorCode])(status);
        string message = Marshal.PtrToStringUTF8((nint)((delegate* unmanaged<void*, byte*>)functions[OrtFunction.GetErrorMessage])(status)) ?? "";
        Release(OrtFunction.ReleaseStatus, status);
        throw new OrtFailure(message, code);
    }

    /// <summary>The status that tells the runtime's caller of an error. The runtime releases it.</summary>
    public void* Status(Exception error, string prefix = "")
    {
        int code = error switch
        {
            OrtFailure failure => failure.Code,
            InvalidDataException or ArgumentException or OverflowException => OrtFailure.InvalidArgument,
            _ => OrtFailure.General,
        };
        nint message = Marshal.StringToCoTaskMemUTF8(prefix + error.Message);
        try
        {
            return ((delegate* unmanaged<int, byte*, void*>)functions[OrtFunction.CreateStatus])(code, (byte*)message);
        }
        finally
        {
            Marshal.FreeCoTaskMem(message);
        }
    }

    /// <summary>A function of the form <c>OrtStatus* f(const A*, B**)</c>.</summary>
    public void* Get(int function, void* from)
    {
        void* result;
        Check(((delegate* unmanaged<void*, void**, void*>)functions[function])(from, &result));
        return result;
    }

    /// <summary>A function of the form <c>OrtStatus* f(const A*, size_t index, B**)</c>.</summary>
    public void* Get(int function, void* from, int index)
    {
        void* result;
        Check(((delegate* unmanaged<void*, nuint, void**, void*>)functions[function])(from, (nuint)index, &result));
        return result;
    }

    /// <summary>A function of the form <c>OrtStatus* f(const A*, size_t*)</c>.</summary>
    public int Count(int function, void* of)
    {
        nuint result;
        Check(((delegate* unmanaged<void*, nuint*, void*>)functions[function])(of, &result));
        return checked((int)result);
    }

    /// <summary>A function of the form <c>void f(A*)</c>.</summary>
    public void Release(int function, void* what) => ((delegate* unmanaged<void*, void>)functions[function])(what);

    /// <summary>The element type of a shape, an <c>ONNXTensorElementDataType</c>.</summary>
    public int ElementType(void* shape)
    {
        int type;
        Check(((delegate* unmanaged<void*, int*, void*>)functions[OrtFunction.GetTensorElementType])(shape, &type));
        return type;
    }

    public void Dims(void* shape, long* dims, int rank) =>
        Check(((delegate* unmanaged<void*, long*, nuint, void*>)functions[OrtFunction.GetDimensions])(shape, dims, (nuint)rank));

    public void* Data(void* tensor) => Get(OrtFunction.GetTensorMutableData, tensor);
}
