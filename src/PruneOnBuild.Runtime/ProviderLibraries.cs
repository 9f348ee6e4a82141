using System.Diagnostics;

namespace PruneOnBuild.Runtime;

/// <summary>
/// Some providers live in libraries of their own beside the runtime's. The runtime lists them as available even where that library is
/// missing, and only fails when a session asks for one.
/// </summary>
internal static class ProviderLibraries
{
    private static readonly string[] s_separate = ["cuda", "tensorrt", "rocm", "migraphx", "openvino", "dnnl"];

    /// <summary>Whether a provider that the runtime lists can be there at all.</summary>
    /// <param name="folder">The folder of the runtime's library; null: unknown, and then the runtime is believed.</param>
    public static bool IsThere(string provider, string? folder) =>
        folder is null || !s_separate.Contains(provider) || Names(provider).Any(name => File.Exists(Path.Combine(folder, name)));

    /// <summary>The folder that this process has loaded the native library of ONNX Runtime from; null where the system does not say.</summary>
    public static string? RuntimeFolder()
    {
        using var process = Process.GetCurrentProcess();
        return process.Modules.Cast<ProcessModule>().Select(module => module.FileName)
            .Where(file => IsRuntime(Path.GetFileName(file))).Select(Path.GetDirectoryName).FirstOrDefault();
    }

    // The managed binding is Microsoft.ML.OnnxRuntime.dll, which this does not match.
    private static bool IsRuntime(string file) =>
        file.Equals("onnxruntime.dll", StringComparison.OrdinalIgnoreCase) || file.StartsWith("libonnxruntime.", StringComparison.Ordinal);

    private static string[] Names(string provider) =>
        [$"libonnxruntime_providers_{provider}.so", $"onnxruntime_providers_{provider}.dll", $"libonnxruntime_providers_{provider}.dylib"];
}
