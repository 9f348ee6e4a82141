using Microsoft.ML.OnnxRuntime;
using PruneOnBuild.Policy.Diagnostics;

namespace PruneOnBuild.Runtime;

/// <summary>The execution providers of the native library at hand, under their short names (cpu, webgpu, cuda, ...).</summary>
internal static class ExecutionProviders
{
    private const string Suffix = "ExecutionProvider";

    private static readonly Lazy<string[]> s_registered = new(Registered);

    public static IReadOnlyList<string> Available => [.. s_registered.Value.Select(ShortName).Order(StringComparer.Ordinal)];

    /// <exception cref="PruneOnBuildException">The native library does not have the provider, or the provider refuses to start.</exception>
    public static void Append(SessionOptions options, SessionSettings settings)
    {
        if (settings.Provider is not { } provider)
            return;
        var place = settings.ProviderLocation ?? new SourceLocation("session");
        var name = s_registered.Value.FirstOrDefault(name => ShortName(name) == (provider == "directml" ? "dml" : provider));
        if (name is null)
            throw RuntimeErrors.NoSuchProvider(place, provider, Available);
        try
        {
            AppendByName(options, name[..^Suffix.Length]);
        }
        catch (OnnxRuntimeException error)
        {
            throw RuntimeErrors.ProviderRefused(place, provider, error);
        }
    }

    // The generic call takes the provider's registration name; these three are only reachable through calls of their own.
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
            default:
                options.AppendExecutionProvider(name == "WebGpu" ? "WebGPU" : name);
                break;
        }
    }

    private static string[] Registered()
    {
        var names = OnnxEnvironment.Instance.GetAvailableProviders();
        var folder = ProviderLibraries.RuntimeFolder();
        return [.. names.Where(name => ProviderLibraries.IsThere(ShortName(name), folder))];
    }

    private static string ShortName(string provider) =>
        (provider.EndsWith(Suffix, StringComparison.Ordinal) ? provider[..^Suffix.Length] : provider).ToLowerInvariant();
}
