using Microsoft.ML.OnnxRuntime;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Runtime;

/// <summary>The execution providers of the native library at hand, under their short names (cpu, webgpu, cuda, ...).</summary>
internal static class ExecutionProviders
{
    private const string Suffix = "ExecutionProvider";

    private static readonly Lazy<string[]> s_registered = new(Registered);

    public static IReadOnlyList<string> Available => [.. s_registered.Value.Select(Word).Order(StringComparer.Ordinal)];

    /// <exception cref="PruneOnBuildException">The native library does not have the provider, or the provider refuses to start.</exception>
    public static void Append(SessionOptions options, SessionSettings settings)
    {
        if (settings.Provider is not { } provider)
            return;
        var name = s_registered.Value.FirstOrDefault(name => Word(name) == provider)
            ?? throw RuntimeErrors.NoSuchProvider(settings.Place, provider, Available);
        try
        {
            AppendByName(options, name[..^Suffix.Length]);
        }
        catch (OnnxRuntimeException error)
        {
            throw RuntimeErrors.ProviderRefused(settings.Place, provider, error);
        }
    }

    // The generic call knows some providers, under names of its own; the others are only reachable through calls of their own.
    private static void AppendByName(SessionOptions options, string name)
    {
        switch (name)
        {
            case "CUDA":
                options.AppendExecutionProvider_CUDA();
                break;
            case "Tensorrt":
                options.AppendExecutionProvider_Tensorrt();
                break;
            case "Dml":
                options.AppendExecutionProvider_DML();
                break;
            case "OpenVINO":
                options.AppendExecutionProvider_OpenVINO();
                break;
            case "Dnnl":
                options.AppendExecutionProvider_Dnnl();
                break;
            case "ROCM":
                options.AppendExecutionProvider_ROCm();
                break;
            case "MIGraphX":
                options.AppendExecutionProvider_MIGraphX();
                break;
            case "Nnapi":
                options.AppendExecutionProvider_Nnapi();
                break;
            default:
                options.AppendExecutionProvider(name switch { "WebGpu" => "WebGPU", "Xnnpack" => "XNNPACK", _ => name });
                break;
        }
    }

    private static string[] Registered()
    {
        var names = OnnxEnvironment.Instance.GetAvailableProviders();
        var folder = ProviderLibraries.RuntimeFolder();
        return [.. names.Where(name => ProviderLibraries.IsThere(Word(name), folder))];
    }

    /// <summary>The word that prune.yaml has for a provider: <c>cuda</c> is CUDAExecutionProvider.</summary>
    public static string Word(string provider)
    {
        var name = (provider.EndsWith(Suffix, StringComparison.Ordinal) ? provider[..^Suffix.Length] : provider).ToLowerInvariant();
        return name == "dml" ? "directml" : name;
    }
}
