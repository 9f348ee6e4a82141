using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace PruneOnBuild.Kernels.OnnxRuntime;

/// <summary>The native ONNX Runtime that the managed binding of this process works with.</summary>
internal static class LoadedRuntime
{
    private static readonly Lazy<nint> s_apiBase = new(Find);

    private delegate nint GetApiBase();

    /// <summary>Its <c>OrtApiBase*</c>. Only after the binding has loaded it, as any session options make it do.</summary>
    public static nint ApiBase => s_apiBase.Value;

    private static nint Find() =>
        Marshal.GetDelegateForFunctionPointer<GetApiBase>(NativeLibrary.GetExport(Library(), "OrtGetApiBase"))();

    // An application may have the binding load a file of its choice, so what is loaded counts; where that is not to be seen, or several
    // are, the binding's own name for it.
    private static nint Library()
    {
        using var process = Process.GetCurrentProcess();
        var loaded = process.Modules.Cast<ProcessModule>().Select(module => module.FileName)
            .Where(file => IsRuntime(Path.GetFileName(file))).Distinct().ToArray();
        return loaded.Length == 1 ? NativeLibrary.Load(loaded[0]) : NativeLibrary.Load("onnxruntime", typeof(SessionOptions).Assembly, searchPath: null);
    }

    private static bool IsRuntime(string file) =>
        file.Equals("onnxruntime.dll", StringComparison.OrdinalIgnoreCase)
        || file.StartsWith("libonnxruntime.so", StringComparison.Ordinal)
        || (file.StartsWith("libonnxruntime.", StringComparison.Ordinal) && file.EndsWith(".dylib", StringComparison.Ordinal));
}
